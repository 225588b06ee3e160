package dev.starbeam.warehouse.table;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Severity;
import dev.starbeam.pushdown.Condition;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A named CHECK of a table: a condition that no row breaks which the gate lets through.
 *
 * @param name tells it among those of the table; another condition has another name
 * @param checkId the declared check that it comes from
 * @param condition true or unknown of every row
 */
public record TableCheck(String name, String checkId, Condition condition) implements Serializable {
    /** How the names begin, by which they are told from those that people add. */
    public static final String PREFIX = "check_";

    private static final int LONGEST = 100;

    /**
     * Those of a table: of the checks that let no row at fault through. One that may be passed by a share of faulty rows, or
     * only warns, is none.
     */
    static List<TableCheck> of(PipelineModel model, String table, Schema columns) {
        List<TableCheck> checks = new ArrayList<>();
        for (CheckModel check : model.checks()) {
            if (check.table().equals(table) && isKept(check)) {
                check.rule()
                        .constraint(columns)
                        .filter(known -> !(known instanceof Condition.Constant))
                        .ifPresent(known -> checks.add(new TableCheck(name(check, known), check.id(), known)));
            }
        }
        return List.copyOf(checks);
    }

    private static boolean isKept(CheckModel check) {
        return check.severity() == Severity.ERROR
                && (check.onFailure() == OnFailure.QUARANTINE || check.max().signum() == 0);
    }

    /** {@code check_non_negative_unit_price_1f3a09bc}. */
    private static String name(CheckModel check, Condition condition) {
        String subject = (check.rule().name() + check.rule().subject()).toLowerCase(Locale.ROOT);
        String words = subject.replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
        String hash = UUID.nameUUIDFromBytes((check.id() + condition).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
        return PREFIX + words.substring(0, Math.min(words.length(), LONGEST)) + "_" + hash;
    }

    /** The same where the unknown member, whose attributes are NULL, need not fulfil it. */
    TableCheck but(Condition unknownMember) {
        return new TableCheck(name, checkId, new Condition.AnyOf(List.of(unknownMember, condition)));
    }
}
