package dev.starbeam.report.screen;

import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.report.RunSummary;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The summary as people read it at the end of a run: stages, checks, tables, remedies. */
public final class EndScreen {
    private static final int MOST_REASONS = 3;

    private static final String KNOWN_ALREADY = "already_published";
    private static final String MAX_REJECTED = "max_rejected";
    private static final String MAX_UNPARSABLE = "max_unparsable";
    private static final String ROW = "  %-34s %12s %12s %10s %10s %11s%n";

    private final StringBuilder text = new StringBuilder();

    private EndScreen() {}

    /** The screen's text. */
    public static String of(RunSummary summary) {
        EndScreen screen = new EndScreen();
        if (summary.outcome().equals(KNOWN_ALREADY) && summary.inputs().isEmpty()) {
            screen.nothingNew(summary);
        } else {
            screen.stages(summary);
            screen.checks(summary);
            screen.tables(summary);
            screen.line("%n%s  (batch %s, %.1f s)%n", summary.message(), summary.batchId(), total(summary));
        }
        return screen.text.toString();
    }

    /** Figures of a batch would be those of another run. */
    private void nothingNew(RunSummary summary) {
        tables(summary);
        line("%n%s  (%.1f s)%n", summary.message(), total(summary));
        RunSummary.Earlier earlier = summary.earlier();
        if (earlier != null) {
            String told = earlier.summary() == null ? "" : "; its summary: " + earlier.summary();
            line("The last batch published is %s%s%n", earlier.batchId(), told);
        }
    }

    private static double total(RunSummary summary) {
        return summary.timings().getOrDefault("total", 0.0);
    }

    private void stages(RunSummary summary) {
        line("%n" + ROW, "stage", "read", "accepted", "rejected", "filtered", "quarantined");
        summary.stages().forEach(this::stage);
    }

    private void stage(RowCounts counts) {
        line(
                ROW,
                counts.stage(),
                Counted.number(counts.read()),
                Counted.number(counts.accepted()),
                Counted.number(counts.rejectedRows()),
                Counted.number(counts.filteredRows()),
                Counted.number(counts.quarantined()));
        rejections(counts);
        FileLines.of(counts).forEach(sentence -> line("      %s%n", sentence));
    }

    /** The most frequent reasons for which rows were rejected, each with its first case. */
    private void rejections(RowCounts counts) {
        List<Map.Entry<FaultKind, FaultCount>> reasons = counts.faults().counts().entrySet().stream()
                .filter(fault -> counts.rejected().containsKey(fault.getKey().kind()))
                .sorted(Comparator.comparing(fault -> -fault.getValue().rows()))
                .toList();
        for (Map.Entry<FaultKind, FaultCount> reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
            FaultCount.Seen first = reason.getValue().first();
            String column = reason.getKey().column();
            line(
                    "      %s %s%s%s%n",
                    Counted.number(reason.getValue().rows()),
                    reason.getKey().kind().toLowerCase(Locale.ROOT),
                    column.isEmpty() ? "" : " in " + column,
                    first == null ? "" : ": " + first.what() + " (" + first.place() + ")");
        }
        if (reasons.size() > MOST_REASONS) {
            line("      and %s%n", Counted.of(reasons.size() - MOST_REASONS, "more reason"));
        }
    }

    private void checks(RunSummary summary) {
        line("%n");
        quiet(summary, MAX_REJECTED, "no row rejected in %s", "stage");
        quiet(summary, MAX_UNPARSABLE, "no value lost in %s", "column");
        for (RunSummary.CheckLine check : summary.checks()) {
            if (!isQuiet(check)) {
                check(check);
            }
        }
    }

    private void check(RunSummary.CheckLine check) {
        line("  %-5s %s: %s (expected %s)%n", check.status(), check.check(), check.observed(), check.expected());
        if (!check.power().isEmpty()) {
            line("        no power over %s%n", check.power());
        }
        for (String remedy : check.remedies()) {
            line("        → %s%n", remedy);
        }
    }

    /** Built-in checks that have found nothing take one line together. */
    private void quiet(RunSummary summary, String check, String found, String noun) {
        List<RunSummary.CheckLine> quiet =
                summary.checks().stream().filter(one -> isQuiet(one, check)).toList();
        long passed = quiet.stream().filter(one -> one.judged() > 0).count();
        if (passed > 0) {
            line("  pass  %s: %s%n", check, found.replace("%s", Counted.of(passed, noun)));
        }
        if (passed < quiet.size()) {
            line("  not_judged %s: nothing in %s%n", check, Counted.of(quiet.size() - passed, noun));
        }
    }

    private static boolean isQuiet(RunSummary.CheckLine check) {
        return isQuiet(check, MAX_REJECTED) || isQuiet(check, MAX_UNPARSABLE);
    }

    private static boolean isQuiet(RunSummary.CheckLine check, String name) {
        boolean nothing = check.flagged() == 0 && check.remedies().isEmpty();
        return nothing && check.check().startsWith(check.table() + "." + name);
    }

    private void tables(RunSummary summary) {
        for (RunSummary.TableLine table : summary.tables()) {
            line(
                    "%n  %-34s %12s inserted %10s updated %10s unchanged",
                    table.table(),
                    Counted.number(table.inserted()),
                    Counted.number(table.updated()),
                    Counted.number(table.unchanged()));
            gone(table);
        }
        if (!summary.marts().isEmpty()) {
            line("%n  marts: %s", String.join(", ", summary.marts()));
        }
        for (RunSummary.MeasureLine measure : summary.measures()) {
            line(
                    "%n      %s of %s: %s published, %s with the rows held back",
                    measure.column(), measure.mart(), amount(measure.published()), amount(measure.withHeld()));
        }
        for (RunSummary.ComputeLine compute : summary.compute()) {
            line(
                    "%n  %s on %s (%s): busy %.1f s, about %.4f credits",
                    compute.steps(), compute.cluster(), compute.size(), compute.busySeconds(), compute.credits());
        }
        line("%n");
    }

    private static String amount(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, amount.scale()) + "f", amount);
    }

    /** Published rows that newer ones would have replaced, had they not been set aside. */
    private void gone(RunSummary.TableLine table) {
        if (table.withdrawn() > 0) {
            line(
                    "%n      %s withdrawn: held back, rejected, filtered or gone from the sources by now",
                    Counted.of(table.withdrawn(), "published row"));
        }
        if (table.staying() > 0) {
            line(
                    "%n      %s %s as published before; newer ones were held back or rejected",
                    Counted.of(table.staying(), "row"), table.staying() == 1 ? "stays" : "stay");
        }
    }

    @com.google.errorprone.annotations.FormatMethod
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
