package dev.starbeam.quality.limit;

import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.LossLimits;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.Share;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.words.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The built-in check {@code max_unparsable}: of each column of a staged entity, a dimension or a fact
 * that is converted, no more than the declared share of
 * values is lost, be it as a whole, which makes them NULL, or in part. Blank text and NULL hold no value.
 */
public final class UnparsableLimits {
    /** The check's name, behind the entity's in its id. */
    public static final String NAME = "max_unparsable";

    private UnparsableLimits() {}

    /**
     * A result for each column with a {@code try_} conversion, and for others that have lost something.
     *
     * @param stages what each stage counted, by its name
     */
    public static List<CheckResult> judge(PipelineModel model, Function<String, RowCounts> stages) {
        List<CheckResult> results = new ArrayList<>();
        model.staging().forEach(entity -> judge(entity.name(), entity.columns(), model.losses(), stages, results));
        model.dimensions()
                .forEach(dimension -> judge(dimension.name(), dimension.columns(), model.losses(), stages, results));
        model.facts().forEach(fact -> judge(fact.name(), fact.columns(), model.losses(), stages, results));
        return results;
    }

    private static void judge(
            String table,
            List<ColumnModel> columns,
            LossLimits limits,
            Function<String, RowCounts> stages,
            List<CheckResult> results) {
        RowCounts counts = stages.apply(table);
        for (ColumnModel column : columns) {
            Map<Loss, FaultCount> losses = losses(counts, column.name());
            if (column.converts() || !losses.isEmpty()) {
                results.add(result(table, column.name(), losses, limits.ofUnparsable(table, column.name())));
            }
        }
    }

    private static Map<Loss, FaultCount> losses(RowCounts counts, String column) {
        Map<Loss, FaultCount> losses = new TreeMap<>();
        for (Loss loss : Loss.values()) {
            FaultCount count = counts.faults().counts().get(new FaultKind(loss.name(), column));
            if (count != null && loss != Loss.CONVERTED_TO_UTC) {
                losses.put(loss, count);
            }
        }
        return losses;
    }

    private static CheckResult result(
            String entity, String column, Map<Loss, FaultCount> losses, LossLimits.Unparsable limit) {
        long lost = losses.values().stream().mapToLong(FaultCount::rows).sum();
        long of = losses.values().stream().mapToLong(FaultCount::of).max().orElse(0);
        Share share = new Share(lost, of);
        boolean failed = share.exceeds(limit.most());
        return new CheckResult(
                entity + "." + NAME + "(" + column + ")",
                entity,
                NAME,
                limit.severity(),
                failed
                        ? limit.severity() == Severity.ERROR ? CheckStatus.FAIL : CheckStatus.WARN
                        : of == 0 ? CheckStatus.NOT_JUDGED : CheckStatus.PASS,
                of,
                lost,
                0,
                share.limits(),
                observed(lost, of, losses),
                "at most " + Describe.share(limit.most()) + " of values",
                Power.FULL,
                false,
                0,
                failed ? remedies(column, losses) : List.of());
    }

    /** {@code 2 of 6 values (33.33%): 2 could not be read, such as 'n/a' (orders.csv, line 3)}. */
    private static String observed(long lost, long of, Map<Loss, FaultCount> losses) {
        List<String> parts = new ArrayList<>();
        losses.forEach((loss, count) -> {
            FaultCount.Seen first = count.first();
            if (first != null) {
                parts.add(Counted.number(count.rows()) + " " + loss.words() + ", such as " + first.what() + " ("
                        + first.place() + ")");
            }
        });
        String share = Counted.of(lost, of, "value") + " (" + Describe.share(lost, of) + ")";
        return share + (parts.isEmpty() ? " lost" : ": " + String.join("; ", parts));
    }

    private static List<String> remedies(String column, Map<Loss, FaultCount> losses) {
        List<String> remedies = new ArrayList<>();
        losses.forEach((loss, count) -> {
            if (count.rows() > 0) {
                remedies.add(remedy(loss));
            }
        });
        remedies.add("If these values are no loss, let more pass: max_unparsable: {" + column + ": …} of its table.");
        return remedies;
    }

    private static String remedy(Loss loss) {
        return switch (loss) {
            case UNPARSABLE ->
                "Say how the values are written, by a format behind the column or by replace before it is converted; or"
                        + " repair them in the source.";
            case ROUNDED ->
                "Keep the digits: give the conversion a scale that holds them, such as try_to_decimal(x, 12, 3); or say by"
                        + " round or a cast that a product is to have fewer.";
            case READ_AS_SECONDS ->
                "If the digits are a day, say so: try_to_date(x, 'YYYYMMDD'). Without a format they are seconds since 1970.";
            case CONVERTED_TO_UTC -> throw new IllegalStateException("a time in UTC is no loss");
        };
    }
}
