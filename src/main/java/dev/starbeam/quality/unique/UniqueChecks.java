package dev.starbeam.quality.unique;

import dev.starbeam.model.Deduplication;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.TableChecks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which keys have to be compared to know that they are unique, and which are by the way their rows were made. */
public final class UniqueChecks {
    private UniqueChecks() {}

    /** The checks of a table that compare rows with one another. */
    public static List<CheckModel> of(TableChecks checks) {
        return checks.checks().stream()
                .filter(check -> !check.rule().comparedColumns().isEmpty())
                .toList();
    }

    /** Those of a fact that deduplication has not proven already. */
    public static List<CheckModel> unproven(TableChecks checks, FactModel fact, StagingModel staging) {
        return of(checks).stream()
                .filter(check -> !isProven(check.rule().comparedColumns(), fact, staging))
                .toList();
    }

    /** Whether no two rows of the fact can share {@code columns}: the staged rows were deduplicated by some of them. */
    public static boolean isProven(List<String> columns, FactModel fact, StagingModel staging) {
        if (!(staging.deduplication() instanceof Deduplication.KeepLatest latest)) {
            return false;
        }
        Set<String> passedThrough = new HashSet<>();
        fact.columns().stream()
                .filter(column -> columns.contains(column.name()))
                .forEach(column -> column.expression().bareColumn().ifPresent(passedThrough::add));
        return passedThrough.containsAll(latest.keys());
    }
}
