package dev.starbeam.quality.limit;

import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.Share;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The built-in check {@code max_rejected}: of each source, staged entity, dimension and fact no more than the declared
 * share of rows is rejected, and of some rows some are left. Compared exactly.
 */
public final class RejectionLimits {
    /** The check's name, behind the stage's in its id. */
    public static final String NAME = "max_rejected";

    private final PipelineModel model;
    private final Function<String, RowCounts> stages;

    private RejectionLimits(PipelineModel model, Function<String, RowCounts> stages) {
        this.model = model;
        this.stages = stages;
    }

    /**
     * A result for each stage, sources first; sources that nobody reads are none.
     *
     * @param stages what each stage counted, by its name
     * @param isPart whether the batch is a part of the sources, which filters may leave nothing of
     */
    public static List<CheckResult> judge(PipelineModel model, Function<String, RowCounts> stages, boolean isPart) {
        RejectionLimits limits = new RejectionLimits(model, stages);
        List<CheckResult> results = new ArrayList<>();
        model.sources().stream()
                .map(SourceModel::name)
                .filter(model::isStaged)
                .forEach(name -> results.add(limits.judge(name, isPart)));
        model.staging().stream().map(StagingModel::name).forEach(name -> results.add(limits.judge(name, isPart)));
        // Most rows of a dimension are no newer version of a member, and rows without its key are nobody's.
        model.dimensions().stream().map(DimensionModel::name).forEach(name -> results.add(limits.judge(name, true)));
        model.facts().stream().map(FactModel::name).forEach(name -> results.add(limits.judge(name, isPart)));
        return results;
    }

    private CheckResult judge(String stage, boolean mayFilterAll) {
        RowCounts counts = stages.apply(stage);
        Share share = new Share(counts.rejectedRows(), counts.read());
        BigDecimal most = model.losses().ofRejected(stage);
        long wanted = mayFilterAll ? counts.read() - counts.filteredRows() : counts.read();
        boolean isEmpty = wanted > 0 && counts.accepted() == 0;
        boolean failed = isEmpty || share.exceeds(most);
        return new CheckResult(
                stage + "." + NAME,
                stage,
                NAME,
                Severity.ERROR,
                failed ? CheckStatus.FAIL : counts.read() == 0 ? CheckStatus.NOT_JUDGED : CheckStatus.PASS,
                counts.read(),
                counts.rejectedRows(),
                0,
                share.limits(),
                share.ofRows() + " rejected" + (isEmpty ? "; none is left" : ""),
                "at most " + Describe.share(most) + " of rows rejected, and some left",
                Power.FULL,
                false,
                0,
                failed ? remedies(counts, isEmpty, share.exceeds(most)) : List.of());
    }

    private static List<String> remedies(RowCounts counts, boolean isEmpty, boolean isOver) {
        List<String> remedies = new ArrayList<>();
        if (counts.rejectedRows() > 0) {
            remedies.add(
                    "Rejected for " + reasons(counts.rejected())
                            + ". The rejected rows are listed with their text, file and offset: repair them, or what reads them.");
        }
        if (isEmpty && counts.filteredRows() > 0) {
            remedies.add(
                    "Filtered by " + reasons(counts.filtered()) + ": see whether these filters mean what they say.");
        }
        if (isEmpty && counts.quarantined() > 0) {
            remedies.add("Held back by checks: " + Counted.of(counts.quarantined(), "row")
                    + ". Give these checks a max_share, or limits that fit the data.");
        }
        if (isOver && !isEmpty) {
            remedies.add("If so many are no loss, let them pass: max_rejected: " + passing(counts) + " of "
                    + counts.stage() + ".");
        }
        return remedies;
    }

    private static String reasons(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(reason -> reason.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason ->
                        reason.getKey().toLowerCase(Locale.ROOT) + " (" + Counted.number(reason.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    /** The least share of four digits that passes with these rows. */
    private static String passing(RowCounts counts) {
        return BigDecimal.valueOf(counts.rejectedRows())
                .divide(BigDecimal.valueOf(counts.read()), 4, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }
}
