package dev.starbeam.report.screen;

import dev.starbeam.reject.RowCounts;
import dev.starbeam.report.RunSummary;
import dev.starbeam.words.Counted;
import java.util.Locale;

/** The summary as people read it at the end of a run: stages, checks, tables, remedies. */
public final class EndScreen {
    private static final String ROW = "  %-34s %12s %12s %10s %10s %11s%n";

    private final StringBuilder text = new StringBuilder();

    private EndScreen() {}

    /** The screen's text. */
    public static String of(RunSummary summary) {
        EndScreen screen = new EndScreen();
        screen.stages(summary);
        screen.checks(summary);
        screen.tables(summary);
        screen.line("%n%s  (batch %s, %.1f s)%n", summary.message(), summary.batchId(), total(summary));
        return screen.text.toString();
    }

    private static double total(RunSummary summary) {
        return summary.timings().getOrDefault("total", 0.0);
    }

    private void stages(RunSummary summary) {
        line("%n" + ROW, "stage", "read", "accepted", "rejected", "filtered", "quarantined");
        for (RowCounts counts : summary.stages()) {
            line(
                    ROW,
                    counts.stage(),
                    Counted.number(counts.read()),
                    Counted.number(counts.accepted()),
                    Counted.number(counts.rejectedRows()),
                    Counted.number(counts.filteredRows()),
                    Counted.number(counts.quarantined()));
            FileLines.of(counts).forEach(sentence -> line("      %s%n", sentence));
        }
    }

    private void checks(RunSummary summary) {
        line("%n");
        for (RunSummary.CheckLine check : summary.checks()) {
            line("  %-5s %s: %s (expected %s)%n", check.status(), check.check(), check.observed(), check.expected());
            if (!check.power().isEmpty()) {
                line("        no power over %s%n", check.power());
            }
            for (String remedy : check.remedies()) {
                line("        → %s%n", remedy);
            }
        }
    }

    private void tables(RunSummary summary) {
        for (RunSummary.TableLine table : summary.tables()) {
            line(
                    "%n  %-34s %12s inserted %10s updated %10s unchanged",
                    table.table(),
                    Counted.number(table.inserted()),
                    Counted.number(table.updated()),
                    Counted.number(table.unchanged()));
        }
        if (!summary.marts().isEmpty()) {
            line("%n  marts: %s", String.join(", ", summary.marts()));
        }
        for (RunSummary.ComputeLine compute : summary.compute()) {
            line(
                    "%n  %s on %s (%s): busy %.1f s, about %.4f credits",
                    compute.steps(), compute.cluster(), compute.size(), compute.busySeconds(), compute.credits());
        }
        line("%n");
    }

    @com.google.errorprone.annotations.FormatMethod
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
