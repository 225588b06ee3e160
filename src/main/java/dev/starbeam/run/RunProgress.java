package dev.starbeam.run;

import dev.starbeam.words.Counted;
import dev.starbeam.words.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Tells how far a run is, from the counters that the steps keep: one line that rewrites itself on a terminal, plain
 * lines every ten seconds elsewhere.
 */
public final class RunProgress implements AutoCloseable {
    private static final long TERMINAL_MILLIS = 250;
    private static final long PLAIN_MILLIS = 10_000;

    private final PipelineResult result;
    private final PrintStream out;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private final Thread thread;
    private int shown;

    private RunProgress(PipelineResult result, PrintStream out, boolean terminal) {
        this.result = result;
        this.out = out;
        this.terminal = terminal;
        this.thread = new Thread(this::watch, "progress");
        thread.setDaemon(true);
    }

    /** Starts telling; {@link #close} ends it and clears the line. */
    public static RunProgress show(PipelineResult result, PrintStream out, boolean terminal) {
        RunProgress progress = new RunProgress(result, out, terminal);
        progress.thread.start();
        return progress;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
        }
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(terminal ? TERMINAL_MILLIS : PLAIN_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            tell();
        }
    }

    private void tell() {
        StringBuilder line = new StringBuilder();
        counts().forEach((what, rows) -> line.append(line.length() == 0 ? "" : " · ")
                .append(Counted.of(rows, "row"))
                .append(' ')
                .append(what));
        if (line.length() == 0) {
            line.append("starting");
        }
        line.append(String.format(Locale.ROOT, " · %.0f s", (System.nanoTime() - started) / 1e9));
        if (!terminal) {
            out.println(line);
            return;
        }
        out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        out.flush();
        shown = line.length();
    }

    private Map<String, Long> counts() {
        MetricsFilter ours = MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.inNamespace(Progress.COUNTERS))
                .build();
        Map<String, Long> counts = new TreeMap<>();
        result.metrics()
                .queryMetrics(ours)
                .getCounters()
                .forEach(counter -> counts.merge(counter.getName().getName(), counter.getAttempted(), Long::sum));
        return counts;
    }
}
