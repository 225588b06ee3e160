package dev.starbeam.quality.limit;

import dev.starbeam.model.FactModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.words.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What references and lookups declare with {@code fail}: one orphan or unmatched row, and the gate says no.
 *
 * <p>No kind of check in the registry: nobody declares these under {@code quality}, and they judge the counts of a run and
 * not values of a table, so an audit, which has only the table, can't ask for them.
 */
public final class DeclaredLimits {
    private DeclaredLimits() {}

    /**
     * A result for each such declaration.
     *
     * @param stages what each stage counted, by its name
     */
    public static List<CheckResult> judge(PipelineModel model, Function<String, RowCounts> stages) {
        List<CheckResult> results = new ArrayList<>();
        for (FactModel fact : model.facts()) {
            RowCounts counts = stages.apply(fact.name());
            for (ReferenceModel reference : fact.references()) {
                if (reference.onOrphan() == ReferenceModel.OnOrphan.FAIL) {
                    long orphans = counts.notes().getOrDefault(RowCounts.orphans(reference.keyColumn()), 0L);
                    results.add(result(
                            fact.name() + ".on_orphan(" + reference.column() + ")",
                            counts,
                            orphans,
                            " without a member of " + reference.dimension(),
                            "Deliver the missing members of " + reference.dimension()
                                    + ", or declare on_orphan: unknown_member until they are there."));
                }
            }
            lookups(fact.lookups(), counts, results);
        }
        model.dimensions().forEach(dimension -> lookups(dimension.lookups(), stages.apply(dimension.name()), results));
        return results;
    }

    private static void lookups(List<LookupModel> lookups, RowCounts counts, List<CheckResult> results) {
        for (LookupModel lookup : lookups) {
            if (lookup.onUnmatched() == LookupModel.OnUnmatched.FAIL) {
                long unmatched = counts.notes().getOrDefault(RowCounts.unmatched(lookup.entity()), 0L);
                results.add(result(
                        counts.stage() + ".on_unmatched(" + lookup.entity() + ")",
                        counts,
                        unmatched,
                        " without a match in " + lookup.entity(),
                        "Deliver the missing rows of " + lookup.entity()
                                + ", or let such rows pass with NULL: on_unmatched: keep."));
            }
        }
    }

    private static CheckResult result(String id, RowCounts counts, long found, String what, String remedy) {
        boolean failed = found > 0;
        return new CheckResult(
                id,
                counts.stage(),
                "declared_limit",
                Severity.ERROR,
                failed ? CheckStatus.FAIL : CheckStatus.PASS,
                counts.read(),
                found,
                0,
                null,
                Counted.of(found, "row") + what,
                "none",
                Power.FULL,
                false,
                0,
                failed ? List.of(remedy) : List.of());
    }
}
