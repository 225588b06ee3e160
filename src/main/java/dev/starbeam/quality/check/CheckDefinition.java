package dev.starbeam.quality.check;

import dev.starbeam.model.loading.quality.RuleDeclaration;

/**
 * One kind of check: how it is declared and what is written of it. What it judges by, its limits, its words and its
 * remedies are those of the {@link JudgedRule} it reads, in the same folder. {@code quality.CheckRegistry} lists the
 * kinds there are.
 */
public interface CheckDefinition extends RuleDeclaration {
    /** What the documentation says of it. */
    CheckWords words();
}
