package dev.starbeam.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Prints medians with their ranges, one line a contender, as soon as they are known. */
final class ResultTable {
    private static final double MEGABYTE = 1 << 20;
    private static final double MICROS = 1e6;

    private final PrintStream out;
    private final List<String> notes = new ArrayList<>();

    ResultTable(PrintStream out) {
        this.out = out;
    }

    /** Begins the result. */
    void printSettings(BenchSettings settings) {
        out.printf(
                "Medians (and ranges) of %d pairs that ran in turn; of three, page cache warm, for cases of more than 20 GB",
                settings.pairs());
        out.println(settings.scale() == 1 ? "." : ", at " + settings.scale() + " of the size.");
        if (settings.caches().contains(PageCache.COLD)) {
            out.println("Cold: " + PageCache.howCold() + ".");
        }
    }

    /** Begins a table; what is printed afterwards belongs to it. */
    void printHead(Section section) {
        out.println();
        out.println("**" + section.title() + "**");
        out.println();
        out.println("| case | cache | who | wall s | CPU s | peak MB | wall ratio | CPU ratio | peak ratio |");
        out.println("|---|---|---|---:|---:|---:|---:|---:|---:|");
    }

    void print(Contest contest, PageCache cache, Pairs pairs) throws IOException {
        String start =
                "| %s, %,.0f MB | %s | ".formatted(contest.title(), PageCache.bytes(contest.input()) / MEGABYTE, cache);
        if (contest.baseline() != null) {
            out.println(start + contest.baseline().title() + figures(pairs.baseline()) + " 1 | 1 | 1 |");
        }
        out.println(start + contest.ours().title() + figures(pairs.ours()) + ratios(contest, pairs));
        note(contest, cache, pairs);
    }

    void printFailure(Contest contest, PageCache cache, Exception failed) {
        out.printf("| %s | %s | failed, see below | – | – | – | – | – | – |%n", contest.title(), cache);
        notes.add(contest.title() + ", " + cache + ": " + failed.getMessage());
    }

    void printNotes() {
        out.println();
        notes.forEach(note -> out.println("- " + note));
        notes.clear();
    }

    private void note(Contest contest, PageCache cache, Pairs pairs) {
        String start = contest.title() + ", " + cache + ": ";
        if (contest.rows() != null) {
            noteRows(start, contest.rows(), pairs);
        }
        TreeMap<String, List<Double>> steps = new TreeMap<>();
        pairs.ours()
                .forEach(run -> run.steps().forEach((step, seconds) -> {
                    if (!step.contains(".")) {
                        steps.computeIfAbsent(step, s -> new ArrayList<>()).add(seconds);
                    }
                }));
        if (!steps.isEmpty()) {
            List<String> words = new ArrayList<>();
            steps.forEach((step, all) -> words.add(step + " " + Spread.of(all).text("%.2f") + " s"));
            notes.add(start + String.join(", ", words));
        }
    }

    private void noteRows(String start, Contest.Rows rows, Pairs pairs) {
        long more = rows.ours() - rows.baseline();
        double factor = (double) rows.baseline() / rows.ours();
        notes.add(start
                + pairs.each((ours, base) -> (ours.cpu() - base.cpu()) * MICROS / more)
                        .text("%.2f") + " µs of CPU a row, the slope between the two sizes; a row takes "
                + pairs.each((ours, base) -> ours.wall() / base.wall() * factor).text("%.2f")
                + " × the wall of one of the smaller");
    }

    private static String figures(List<Measured> runs) {
        return " | %s | %s | %s |"
                .formatted(
                        spread(runs, Measured::wall).text("%.2f"),
                        spread(runs, Measured::cpu).text("%.1f"),
                        spread(runs, run -> run.peak() / MEGABYTE).text("%.0f"));
    }

    private static Spread spread(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        return Spread.of(runs.stream().map(run -> figure.applyAsDouble(run)).toList());
    }

    private static String ratios(Contest contest, Pairs pairs) {
        return contest.baseline() == null
                ? " – | – | – |"
                : " **%s** | %s | %s |"
                        .formatted(
                                pairs.ratios(Measured::wall).text("%.2f"),
                                pairs.ratios(Measured::cpu).text("%.2f"),
                                pairs.ratios(Measured::peak).text("%.2f"));
    }
}
