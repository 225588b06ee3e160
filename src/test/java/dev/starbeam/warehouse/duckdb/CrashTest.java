package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.starbeam.Sample;
import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed leaves its files as they were at that moment. So a copy of the database and its log taken
 * before each statement is what a kill at that point leaves; a log cut short is a kill within a commit; and a few
 * processes are really killed.
 */
class CrashTest {
    @TempDir
    Path directory;

    private StarFixture star;
    private Path file;
    private Map<String, List<List<String>>> old;

    @BeforeEach
    void publishFirst() throws Exception {
        star = new StarFixture(directory.resolve("staging"));
        file = directory.resolve("warehouse.duckdb");
        run(file, star.first(), StatementObserver.NONE);
        old = Contents.of(file);
    }

    @Test
    void aKillBeforeAnyStatementLeavesTheOldStateOrTheNewAndARerunCompletesIt() throws Exception {
        PublishRequest second = star.second();
        List<Path> crashes = new ArrayList<>();
        Map<ByteBuffer, Path> distinct = new LinkedHashMap<>();
        run(file, second, sql -> {
            Path crash = copy(file, directory.resolve("crash-" + crashes.size()), Long.MAX_VALUE);
            crashes.add(crash);
            distinct.putIfAbsent(bytes(crash), crash);
        });
        assertThat(crashes).hasSizeGreaterThan(25);
        assertThat(distinct.size()).as("states on disk").isGreaterThanOrEqualTo(2);
        Map<String, List<List<String>>> complete = Contents.of(file);
        for (Path crash : distinct.values()) {
            assertThat(Contents.of(crash)).isIn(old, withoutMarts(complete));
            run(crash, second, StatementObserver.NONE);
            assertThat(Contents.of(crash)).isEqualTo(complete);
        }
    }

    @Test
    void aKillWithinACommitLeavesTheOldStateOrTheNew() throws Exception {
        PublishRequest second = star.second();
        List<Path> crashes = new ArrayList<>();
        Random random = new Random(5);
        try (DuckDbWarehouse warehouse = open(file, StatementObserver.NONE)) {
            warehouse.publish(second);
            long log = Files.size(log(file));
            for (long cut : random.longs(12, 1, log).toArray()) {
                crashes.add(copy(file, directory.resolve("torn-" + crashes.size()), cut));
            }
            warehouse.buildMarts("b2", StarFixture.MARTS);
        }
        Map<String, List<List<String>>> complete = Contents.of(file);
        for (Path crash : Sample.of(crashes, 4)) {
            assertThat(Contents.of(crash)).isIn(old, withoutMarts(complete));
            run(crash, second, StatementObserver.NONE);
            assertThat(Contents.of(crash)).isEqualTo(complete);
        }
    }

    @Test
    void processesKilledAtAnyTimeLeaveTheOldStateOrTheNew() throws Exception {
        PublishRequest large = large();
        Path request = serialise(large);
        Path reference = copy(file, directory.resolve("reference"), Long.MAX_VALUE);
        run(reference, large, StatementObserver.NONE);
        Map<String, List<List<String>>> complete = Contents.of(reference);
        for (int delay : Sample.of(List.of(0, 100, 200, 400), 2)) {
            Path target = copy(file, directory.resolve("killed-" + delay), Long.MAX_VALUE);
            killAfter(PublishMain.start(target, request.toString()), delay);
            assertThat(Contents.of(target)).isIn(old, withoutMarts(complete), complete);
            run(target, large, StatementObserver.NONE);
            assertThat(Contents.of(target)).isEqualTo(complete);
        }
    }

    @Test
    void aFullDiskLeavesTheOldState() throws Exception {
        PublishRequest large = large();
        Process process = PublishMain.start(file, serialise(large).toString());
        limitFiles(process, Files.size(file) + 500_000);
        PublishMain.goOn(process);
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines().toList())
                    .last()
                    .asString()
                    .contains("the disk is full. Make room")
                    .contains(file.toString());
        }
        process.waitFor();
        assertThat(Contents.of(file)).isEqualTo(old);
        run(file, large, StatementObserver.NONE);
        assertThat(Contents.query(file, "select count(*) from star.fact_orders"))
                .containsExactly(List.of("60003"));
    }

    private static void killAfter(Process process, int delay) throws IOException, InterruptedException {
        PublishMain.goOn(process);
        Thread.sleep(delay);
        process.destroyForcibly().waitFor();
    }

    /** To a process, a file that may not grow is what a full disk is. */
    private static void limitFiles(Process process, long bytes) throws IOException, InterruptedException {
        assumeThat(Path.of("/usr/bin/prlimit")).exists();
        int exit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes)
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    /** Enough rows that DuckDB writes blocks to the file before the commit. */
    private PublishRequest large() throws IOException {
        List<String> orders = IntStream.range(0, 60_000)
                .mapToObj(i -> "L" + i * 31L + "|1|" + i + ".25|11|" + "data/".repeat(i % 9) + "o.csv|" + i)
                .toList();
        TableLoad staged = star.stage(StarFixture.ORDERS, "large", orders);
        return star.request("large", List.of(staged));
    }

    private Path serialise(PublishRequest request) throws IOException {
        Path target = directory.resolve("request");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(target))) {
            out.writeObject(request);
        }
        return target;
    }

    private static void run(Path file, PublishRequest request, StatementObserver observer) {
        try (DuckDbWarehouse warehouse = open(file, observer)) {
            warehouse.publish(request);
            warehouse.buildMarts(request.run().batchId(), StarFixture.MARTS);
        }
    }

    private static DuckDbWarehouse open(Path file, StatementObserver observer) {
        return DuckDbWarehouse.open(file, StarFixture.CLOCK, observer);
    }

    /** Before the second transaction the batch is published, the marts are old and the ledger says so. */
    private Map<String, List<List<String>>> withoutMarts(Map<String, List<List<String>>> complete) {
        Map<String, List<List<String>>> published = new LinkedHashMap<>(complete);
        published.replaceAll((table, rows) ->
                table.contains("\"marts\"") && !table.startsWith("VIEW") ? old.getOrDefault(table, rows) : rows);
        published.replaceAll((table, rows) -> table.contains("\"best\"") ? old.get(table) : rows);
        published.computeIfPresent(
                "BASE TABLE \"quality\".\"loads\"",
                (table, rows) -> rows.stream()
                        .map(row -> row.get(0).equals("b1") ? row : unbuilt(row))
                        .toList());
        return published;
    }

    private static List<String> unbuilt(List<String> load) {
        List<String> row = new ArrayList<>(load);
        // The last column tells of rebuilds; before it stand when marts were built, and which.
        row.set(row.size() - 2, "null");
        row.set(row.size() - 3, "null");
        return row;
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    /** The file and at most so many bytes of its log. */
    private static Path copy(Path file, Path target, long logBytes) {
        try {
            Files.copy(file, target);
            if (Files.exists(log(file))) {
                byte[] log = Files.readAllBytes(log(file));
                Files.write(log(target), Arrays.copyOf(log, (int) Math.min(log.length, logBytes)));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer bytes(Path file) {
        try {
            byte[] data = Files.readAllBytes(file);
            byte[] log = Files.exists(log(file)) ? Files.readAllBytes(log(file)) : new byte[0];
            return ByteBuffer.allocate(data.length + log.length)
                    .put(data)
                    .put(log)
                    .flip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
