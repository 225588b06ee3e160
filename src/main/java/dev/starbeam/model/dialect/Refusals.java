package dev.starbeam.model.dialect;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.parser.Token;

/** Collects what is refused, so that all of it is reported at once. */
final class Refusals {
    private final List<Refusal> found = new ArrayList<>();

    void add(Token place, String message) {
        found.add(new Refusal(place.beginLine, place.beginColumn, message, ""));
    }

    void addUnknown(Token place, String function) {
        found.add(new Refusal(
                place.beginLine,
                place.beginColumn,
                "function \"" + function + "\" isn't one that both warehouses know (docs/marts.md lists those)",
                function));
    }

    List<Refusal> found() {
        return found.stream().distinct().toList();
    }
}
