package dev.starbeam.model.loading.quality;

import dev.starbeam.model.check.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of check is declared. Loading knows this much of the kinds there are; whoever loads a pipeline brings
 * them.
 */
public interface RuleDeclaration {
    /** What is written under {@code check}. */
    String name();

    /** The keys it takes beside those of every check, in the order in which people are told of them. */
    List<RuleKey> keys();

    /** Of these keys at least one must be there; empty where there is no such choice. */
    default List<String> atLeastOneOf() {
        return List.of();
    }

    /** Whether it says of each row whether it is at fault; if not, it judges the table as a whole. */
    boolean flagsRows();

    /** Reads and checks what is declared; {@code null} when something is at fault and reported. */
    @Nullable
    Rule read(DeclaredRule declared);
}
