package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        List.of(
                        new BenchCase("start", "50 rows, --help and a configuration error", 1, data -> start()),
                        new BenchCase("retail", "Online Retail", 1, data -> retail()),
                        lines("1M", 1, 2),
                        lines("10M", 10, 12),
                        lines("40M", 40, 35),
                        lines("100M", 100, 65),
                        new BenchCase("gate", "CPU a row to the gate, from 1M and 10M lines", 10, Cases::gate),
                        new BenchCase("row", "CPU a row of the orders path in Beam rows", 4, Cases::row),
                        new BenchCase("small-files", "1M lines in 10,000 files and in 16", 2, Cases::smallFiles),
                        new BenchCase("gzip", "one gzip file of 1.3 GB", 40, SizeContests::gzip),
                        new BenchCase("packed", "10M lines in one gzip and one zstd file", 14, SizeContests::packed),
                        new BenchCase("members", "a dimension of 20M members", 45, SizeContests::members),
                        new BenchCase("duplicates", "10M lines not deduplicated", 14, SizeContests::duplicates),
                        new BenchCase("shared-keys", "unique over what 10M lines share", 20, SizeContests::sharedKeys),
                        new BenchCase("many-keys", "deviations by 3M keys", 14, SizeContests::manyKeys),
                        new BenchCase("flink", "10M lines on embedded Flink", 20, Cases::flink),
                        new BenchCase("batch", "1M lines into 10M published ones", 12, Cases::batch),
                        new BenchCase("marts", "the marts after that batch", 12, Cases::marts),
                        new BenchCase("scd2", "1M observations of 200k members", 5, HistoryContests::of))
                .forEach(one -> cases.put(one.name(), one));
        return cases;
    }

    private static BenchCase lines(String name, int millions, int gigabytes) {
        return new BenchCase(name, name + " order lines, whole runs", gigabytes, data -> {
            Path raw = data.orders(data.scaled(millions * MILLION));
            return List.of(
                    Contest.between(name + " lines", raw, Contenders.analytics(raw), Contenders.duckDb(raw, CSV)));
        });
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
        return List.of(Contest.between("to the gate", raw, more, less).forEachOf(many - few));
    }

    private static List<Contest> row(BenchData data) throws IOException {
        long few = data.scaled(MILLION / 5);
        long many = data.scaled(MILLION);
        Path raw = data.orders(many);
        Contender more = Contenders.beamRow(raw).named("Beam Row, 1M");
        Contender less = Contenders.beamRow(data.orders(few)).named("Beam Row, 200k");
        return List.of(Contest.between("Beam Row", raw, more, less).forEachOf(many - few));
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

    private static List<Contest> flink(BenchData data) throws IOException, InterruptedException {
        Path raw = data.orders(data.scaled(10 * MILLION));
        ChildProcess.run(List.of("./starbeam", "run", "--runner=FlinkRunner", "--help"), 0);
        Contender flink = Contenders.starbeam(
                "--pipeline=" + Declarations.ANALYTICS,
                "--var",
                "raw=" + raw,
                "--runner=FlinkRunner",
                "--parallelism=2");
        return List.of(Contest.between(
                "10M lines on Flink", raw, flink.named("Starbeam on Flink"), Contenders.analytics(raw)));
    }

    private static List<Contest> batch(BenchData data) throws IOException, InterruptedException {
        return List.of(Contest.alone(
                "1M lines into 10M", later(data), intoPublished(data, Contenders.analytics(later(data)))));
    }

    private static List<Contest> marts(BenchData data) throws IOException, InterruptedException {
        return List.of(Contest.between(
                        "marts after 1M lines into 10M",
                        later(data),
                        intoPublished(data, Contenders.analytics(later(data))),
                        intoPublished(data, Contenders.rebuiltMarts()))
                .ofStep("marts"));
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
