package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Inputs of unusual shape: they must run in the default heap, in time that grows with the rows. */
final class SizeContests {
    private static final long MILLION = 1_000_000;

    private SizeContests() {}

    static List<Contest> gzip(BenchData data) throws IOException {
        Path raw = data.zipped(data.orders(data.scaled(41 * MILLION)));
        return List.of(Contest.between(
                "one gzip file",
                raw,
                Contenders.declared(Declarations.readingPacked(data.home(), "gz"), raw),
                Contenders.duckDb(raw, "orders*.csv.gz")));
    }

    /** One worker unpacks and the others have nothing to read. */
    static List<Contest> packed(BenchData data) throws IOException {
        Path raw = tenMillions(data);
        Contender files = Contenders.analytics(raw).named("Starbeam, 16 files");
        Path gzip = data.packed(raw, "gz");
        Path zstd = data.packed(raw, "zst");
        return List.of(
                Contest.between("one gzip file", gzip, ofPacked(data, gzip, "gz"), files),
                Contest.between("one zstd file", zstd, ofPacked(data, zstd, "zst"), files));
    }

    private static Contender ofPacked(BenchData data, Path raw, String ending) {
        return Contenders.declared(Declarations.readingPacked(data.home(), ending), raw)
                .named("Starbeam, one " + ending + " file");
    }

    /** The memory is what matters; it must not follow the members. */
    static List<Contest> members(BenchData data) throws IOException {
        long many = data.scaled(20 * MILLION);
        long few = data.scaled(5 * MILLION);
        Path raw = data.members(many, data.scaled(MILLION));
        Path fewer = data.members(few, data.scaled(MILLION));
        Path declared = Declarations.lookingUpCustomers(data.home());
        return List.of(
                Contest.between("20M members", raw, Contenders.analytics(raw), Contenders.duckDb(raw, "orders*.csv")),
                Contest.between(
                                "20M members referred to and looked up",
                                raw,
                                Contenders.declared(declared, raw).named("Starbeam, 20M members"),
                                Contenders.declared(declared, fewer).named("Starbeam, 5M members"))
                        .ofRows(many, few));
    }

    static List<Contest> duplicates(BenchData data) throws IOException {
        return List.of(againstUsual(data, "not deduplicated", Declarations.keepingDuplicates(data.home())));
    }

    /** Each line is flagged, and what is flagged is published too: that is most of the time. */
    static List<Contest> sharedKeys(BenchData data) throws IOException {
        return List.of(
                againstUsual(data, "unique customers", Declarations.uniqueOver(data.home(), "customer_id")),
                againstUsual(data, "unique states of orders", Declarations.uniqueOver(data.home(), "order_status")));
    }

    static List<Contest> manyKeys(BenchData data) throws IOException {
        return List.of(againstUsual(data, "deviations by order", Declarations.deviatingByOrder(data.home())));
    }

    private static Contest againstUsual(BenchData data, String what, Path declared) throws IOException {
        Path raw = tenMillions(data);
        return Contest.between(
                what,
                raw,
                Contenders.declared(declared, raw).named("Starbeam, " + what),
                Contenders.analytics(raw).named("Starbeam, as shipped"));
    }

    private static Path tenMillions(BenchData data) throws IOException {
        return data.orders(data.scaled(10 * MILLION));
    }
}
