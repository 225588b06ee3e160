package dev.starbeam.model.dialect;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.parser.Token;

/** Collects what is refused, so that all of it is reported at once. */
public final class Refusals {
    private final List<Refusal> found = new ArrayList<>();

    /** Refuses what stands at a place. */
    public void add(Token place, String message) {
        found.add(new Refusal(place.beginLine, place.beginColumn, message, ""));
    }

    /** Refuses a function that is in no list; it may be a slip. */
    public void addUnknown(Token place, String function) {
        found.add(new Refusal(
                place.beginLine,
                place.beginColumn,
                "function \"" + function + "\" isn't one that both warehouses know (docs/marts.md lists those)",
                function));
    }

    /** Each once, in the order in which they were found. */
    public List<Refusal> found() {
        return found.stream().distinct().toList();
    }
}
