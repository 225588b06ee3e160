package dev.starbeam.generate;

import dev.starbeam.words.NearestName;
import java.util.List;

/** The rest of a message about an unknown name: what was probably meant, and what there is. */
final class Spelling {
    private Spelling() {}

    static String suggest(String typed, List<String> known) {
        return NearestName.of(typed, known)
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse(";")
                + " Known: " + String.join(", ", known);
    }
}
