package dev.starbeam.reject;

import java.io.Serializable;
import java.util.Comparator;

/**
 * What can be wrong in one column of a stage.
 *
 * @param kind the name of a {@link RejectReason}, or what became of a value that was kept: {@code UNPARSABLE} and its like
 * @param column the column at fault; empty where none is
 */
public record FaultKind(String kind, String column) implements Comparable<FaultKind>, Serializable {
    private static final Comparator<FaultKind> ORDER =
            Comparator.comparing(FaultKind::kind).thenComparing(FaultKind::column);

    @Override
    public int compareTo(FaultKind other) {
        return ORDER.compare(this, other);
    }
}
