package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that can be measured. Sizes are those at scale 1. */
final class Cases {
    private static final long MILLION = 1_000_000;
    private static final String CSV = "orders*.csv";
    private static final Path SEED = Declarations.ANALYTICS.resolve("data/seed");
    private static final int SMALL_FILES = 10_000;
    private static final int LARGE_FILES = 16;
    private static final int CONFIGURATION_ERROR = 2;

    private Cases() {}

    static Map<String, BenchCase> byName() {
        Map<String, BenchCase> cases = new LinkedHashMap<>();
        Stream.of(wholeRuns(), small(), rows(), sizes(), runners(), batches())
                .flatMap(List::stream)
                .forEach(one -> cases.put(one.name(), one));
        return cases;
    }

    private static List<BenchCase> wholeRuns() {
        return List.of(
                lines("1M", 1, 2, 3),
                lines("10M", 10, 12, 14),
                lines("40M", 40, 35, 15),
                new BenchCase(
                        "100M", Section.WHOLE_RUNS, "100M order lines against 10M", 65, 20, data -> larger(data, 100)));
    }

    private static List<BenchCase> small() {
        return List.of(
                new BenchCase(
                        "start", Section.START, "50 rows, --help and a configuration error", 1, 2, data -> start()),
                new BenchCase("retail", Section.START, "Online Retail", 1, 2, data -> retail()));
    }

    private static List<BenchCase> rows() {
        return List.of(
                new BenchCase("gate", Section.ROWS, "CPU a row to the gate, from 1M and 10M lines", 10, 6, Cases::gate),
                new BenchCase("checks", Section.ROWS, "10M lines with and without checks", 12, 11, Cases::checks),
                new BenchCase("row", Section.ROWS, "CPU a row of the orders path in Beam rows", 4, 12, Cases::row));
    }

    private static List<BenchCase> sizes() {
        return List.of(
                new BenchCase(
                        "small-files", Section.SIZES, "1M lines in 10,000 files and in 16", 2, 4, Cases::smallFiles),
                new BenchCase("gzip", Section.SIZES, "one gzip file of 1.3 GB", 40, 18, SizeContests::gzip),
                new BenchCase("packed", Section.SIZES, "10M lines in one packed file", 14, 14, SizeContests::packed),
                new BenchCase("members", Section.SIZES, "a dimension of 20M members", 45, 30, SizeContests::members),
                new BenchCase(
                        "duplicates", Section.SIZES, "10M lines not deduplicated", 14, 8, SizeContests::duplicates),
                new BenchCase(
                        "shared-keys",
                        Section.SIZES,
                        "unique over what 10M lines share",
                        20,
                        20,
                        SizeContests::sharedKeys),
                new BenchCase("many-keys", Section.SIZES, "deviations by 3M keys", 14, 10, SizeContests::manyKeys));
    }

    private static List<BenchCase> runners() {
        return List.of(flink("flink", 10, 20, 15), flink("flink-40M", 40, 65, 16));
    }

    private static List<BenchCase> batches() {
        return List.of(
                new BenchCase("batch", Section.BATCHES, "1M lines into 10M published ones", 12, 8, Cases::batch),
                new BenchCase("marts", Section.BATCHES, "the marts after that batch", 12, 6, Cases::marts),
                new BenchCase("scd2", Section.BATCHES, "1M observations of 200k members", 5, 12, HistoryContests::of));
    }

    private static BenchCase lines(String name, int millions, int gigabytes, int minutes) {
        return new BenchCase(name, Section.WHOLE_RUNS, name + " order lines", gigabytes, minutes, data -> {
            Path raw = data.orders(data.scaled(millions * MILLION));
            return List.of(
                    Contest.between(name + " lines", raw, Contenders.analytics(raw), Contenders.duckDb(raw, CSV)));
        });
    }

    /** What a line costs when there are many, compared with ten millions. */
    private static List<Contest> larger(BenchData data, int millions) throws IOException {
        long many = data.scaled(millions * MILLION);
        long few = data.scaled(10 * MILLION);
        Path raw = data.orders(many);
        return List.of(Contest.between(
                        millions + "M lines",
                        raw,
                        Contenders.analytics(raw).named("Starbeam, " + millions + "M"),
                        Contenders.analytics(data.orders(few)).named("Starbeam, 10M"))
                .ofRows(many, few));
    }

    private static List<Contest> start() {
        Contender help = new Contender("Starbeam", work -> List.of("./starbeam", "--help"));
        Contender wrong = Contenders.starbeam("--pipeline=pipelines/no_such_pipeline");
        return List.of(
                Contest.between("50 rows", SEED, Contenders.analytics(SEED), Contenders.duckDb(SEED, CSV)),
                Contest.alone("--help", SEED, help),
                Contest.alone("a configuration error", SEED, wrong.ending(CONFIGURATION_ERROR)));
    }

    private static List<Contest> retail() {
        return List.of(Contest.alone(
                "Online Retail",
                Path.of("pipelines/online_retail/data"),
                Contenders.starbeam("--pipeline=pipelines/online_retail")));
    }

    private static List<Contest> gate(BenchData data) throws IOException {
        long few = data.scaled(MILLION);
        long many = data.scaled(10 * MILLION);
        Path raw = data.orders(many);
        Contender more = Contenders.gated(raw, data.home()).named("Starbeam to the gate, 10M");
        Contender less = Contenders.gated(data.orders(few), data.home()).named("Starbeam to the gate, 1M");
        return List.of(Contest.between("to the gate", raw, more, less).ofRows(many, few));
    }

    private static List<Contest> row(BenchData data) throws IOException {
        long few = data.scaled(MILLION / 5);
        long many = data.scaled(MILLION);
        Path raw = data.orders(many);
        Contender more = Contenders.beamRow(raw).named("Beam Row, 1M");
        Contender less = Contenders.beamRow(data.orders(few)).named("Beam Row, 200k");
        return List.of(Contest.between("Beam Row", raw, more, less).ofRows(many, few));
    }

    private static List<Contest> smallFiles(BenchData data) throws IOException {
        long lines = data.scaled(MILLION);
        Path few = data.orders(lines, LARGE_FILES);
        Path many = data.cut(few, (int) (MILLION / SMALL_FILES));
        return List.of(Contest.between(
                "small files",
                many,
                Contenders.analytics(many).named("Starbeam, 10,000 files"),
                Contenders.analytics(few).named("Starbeam, 16 files")));
    }

    private static BenchCase flink(String name, int millions, int gigabytes, int minutes) {
        String what = millions + "M lines on embedded Flink";
        return new BenchCase(name, Section.RUNNERS, what, gigabytes, minutes, data -> {
            Path raw = data.orders(data.scaled(millions * MILLION));
            ChildProcess.run(List.of("./starbeam", "run", "--runner=FlinkRunner", "--help"), 0);
            Contender flink = Contenders.starbeam(
                    "--pipeline=" + Declarations.ANALYTICS,
                    "--var",
                    "raw=" + raw,
                    "--runner=FlinkRunner",
                    "--parallelism=2");
            return List.of(Contest.between(what, raw, flink.named("Starbeam on Flink"), Contenders.analytics(raw)));
        });
    }

    private static List<Contest> checks(BenchData data) throws IOException {
        Path raw = data.orders(data.scaled(10 * MILLION));
        return List.of(Contest.between(
                "10M lines",
                raw,
                Contenders.analytics(raw).named("Starbeam, all checks"),
                Contenders.analyticsUnchecked(raw, data.home()).named("Starbeam, no check")));
    }

    private static List<Contest> batch(BenchData data) throws IOException, InterruptedException {
        Path raw = next(data);
        Contender ours = Contenders.analyticsOfNewFiles(raw, data.home());
        Contender replacing = Contenders.analytics(later(data));
        return List.of(
                Contest.alone("1M new lines into 10M", raw, intoPublished(data, ours)),
                Contest.alone("1M lines into 10M, half of them known", later(data), intoPublished(data, replacing)));
    }

    private static List<Contest> marts(BenchData data) throws IOException, InterruptedException {
        Path raw = next(data);
        return List.of(Contest.between(
                        "marts after 1M new lines into 10M",
                        raw,
                        intoPublished(data, Contenders.analyticsOfNewFiles(raw, data.home())),
                        intoPublished(data, Contenders.rebuiltMarts()))
                .ofStep("marts"));
    }

    private static Path next(BenchData data) throws IOException {
        return data.nextOrders(data.scaled(MILLION), data.scaled(10 * MILLION));
    }

    private static Path later(BenchData data) throws IOException {
        return data.laterBatch(data.scaled(MILLION));
    }

    private static Contender intoPublished(BenchData data, Contender contender)
            throws IOException, InterruptedException {
        long lines = data.scaled(10 * MILLION);
        Path published = data.published("orders-" + lines, null, Contenders.analytics(data.orders(lines)));
        return contender.after(work -> Files.copy(published, Path.of(Contenders.database(work))));
    }
}
