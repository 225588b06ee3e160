package dev.starbeam.pipeline.table;

import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.unique.UniqueChecks;
import dev.starbeam.star.calendar.DateKeys;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found out about a table before its rows are flagged.
 *
 * @param checks its checks
 * @param unique those of them whose keys must be compared
 * @param dateKeys the key columns that refer to the date dimension
 * @param sentinels the keys of its days that stand for something else
 */
public record TablePlan(TableChecks checks, List<CheckModel> unique, List<String> dateKeys, List<Long> sentinels)
        implements Serializable {
    public TablePlan {
        unique = List.copyOf(unique);
        dateKeys = List.copyOf(dateKeys);
        sentinels = List.copyOf(sentinels);
    }

    public static TablePlan of(DimensionModel dimension, PipelineModel model) {
        TableChecks checks = DeclaredChecks.of(model, dimension);
        return new TablePlan(checks, UniqueChecks.of(checks), List.of(), List.of());
    }

    public static TablePlan of(FactModel fact, PipelineModel model) {
        TableChecks checks = DeclaredChecks.of(model, fact);
        return new TablePlan(
                checks,
                UniqueChecks.unproven(checks, fact, model.staged(fact.from())),
                dateKeys(fact, model.dateDimension()),
                Arrays.stream(DateKeys.ofSentinels(model.dateDimension()))
                        .boxed()
                        .toList());
    }

    /** Whether statistics are needed to judge it. */
    boolean isJudged() {
        return !checks.checks().isEmpty();
    }

    /** Whether anything must be known of all rows before any can be written. */
    boolean needsProfile() {
        return isJudged() || !dateKeys.isEmpty();
    }

    /** The columns that a profile is made of, but for provenance, which every row has. */
    Set<String> columns() {
        Set<String> columns = new HashSet<>(checks.emptyState().columns());
        columns.addAll(dateKeys);
        unique.forEach(check -> columns.addAll(check.rule().comparedColumns()));
        columns.remove(Provenance.SOURCE_FILE);
        columns.remove(Provenance.SOURCE_OFFSET);
        return columns;
    }

    private static List<String> dateKeys(FactModel fact, @Nullable DateDimensionModel date) {
        return fact.references().stream()
                .filter(reference -> date != null && reference.dimension().equals(date.name()))
                .map(ReferenceModel::keyColumn)
                .toList();
    }
}
