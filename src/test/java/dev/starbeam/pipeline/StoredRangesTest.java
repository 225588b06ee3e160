package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.ingest.Sources;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RowRange;
import dev.starbeam.source.Committed;
import dev.starbeam.source.SourceRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** So many files that the list of them is stored and read back, by workers and from the batch's record. */
class StoredRangesTest {
    private static final int FILES = 300;
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";

    @TempDir
    Path directory;

    @Test
    void whatARecordHoldsIsNotReadAgainAndWhatIsNewIs() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}");
        for (int file = 1; file <= FILES; file++) {
            order(shop, file);
        }
        List<String> words = words(shop, "stage", "--staging=" + shop.home().resolve("staging"));
        Process other = RunMain.start(words.toArray(String[]::new));
        String told = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(told).isZero();
        BatchRecord record = RecordFile.read(record(told));

        assertThat(Path.of(record.planned().staging()).toFile().list()).anyMatch(name -> name.endsWith(".list"));
        assertHolds(record, shop.batch("now").inputs());
        assertThat(wanted(shop, record)).isEmpty();
        assertThat(held(record))
                .hasSize(FILES + 1)
                .isEqualTo(paths(record.planned().rangesOf("raw_orders")));

        order(shop, FILES + 1);
        assertThat(paths(wanted(shop, record).get("raw_orders")))
                .singleElement()
                .asString()
                .endsWith(name(FILES + 1));

        run(words(shop, "publish", "--record=" + record(told)));
        BatchRecord next = RecordFile.read(record(run(words).out()));
        assertThat(paths(next.planned().rangesOf("raw_orders")))
                .singleElement()
                .asString()
                .endsWith(name(FILES + 1));
        assertThat(held(next)).isEqualTo(paths(next.planned().rangesOf("raw_orders")));
        run(words(
                shop, "publish", "--record=" + RecordFile.nameIn(next.planned().staging())));

        assertThat(Published.rows(shop.warehouse(), "select count(*), count(distinct order_id) from star.fact_orders"))
                .containsExactly("305|305");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select count(*), count(distinct file) from quality.load_files where source = 'raw_orders'"))
                .containsExactly("302|302");
        assertThat(run(words).err()).contains("there is nothing to stage");
    }

    /** The files as they were listed, with what was read of them. */
    private static void assertHolds(BatchRecord record, Map<String, List<SourceRange>> listed) {
        assertThat(record.planned().ranges().keySet()).isEqualTo(listed.keySet());
        listed.forEach((source, ranges) -> assertThat(record.planned().rangesOf(source))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("file.content")
                .isEqualTo(ranges));
        assertThat(record.planned().ranges().values().stream().flatMap(List::stream))
                .allMatch(range -> String.valueOf(range.file().content()).startsWith("crc32c:"));
    }

    /** What a run would read if just the record's ranges were committed. */
    private static Map<String, List<SourceRange>> wanted(Shop shop, BatchRecord record) throws Exception {
        Committed committed = new Committed(record.planned().ranges().values().stream()
                .flatMap(List::stream)
                .map(SourceRange::identity)
                .collect(Collectors.toSet()));
        return RunPlanner.inputs(shop.model(), Sources.builtIn(), committed).wanted();
    }

    /** The files whose rows the batch's load files say they hold. */
    private static TreeSet<String> held(BatchRecord record) {
        return record.files().stream()
                .filter(file -> file.table().equals("fact_orders"))
                .map(LoadFile::holds)
                .flatMap(List::stream)
                .map(RowRange::file)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> paths(List<SourceRange> ranges) {
        return ranges.stream().map(SourceRange::path).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void order(Shop shop, int file) throws Exception {
        shop.file(name(file), HEADER + "more-" + file + ",a,1,1.00,2024-05-05\n");
    }

    private static String name(int file) {
        return "orders-in-a-file-of-its-own-" + file + ".csv";
    }

    private static CommandLine run(List<String> words) {
        CommandLine command = CommandLine.run(words);
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    private static List<String> words(Shop shop, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(more));
        words.add("--pipeline=" + shop.directory());
        words.add("--var=raw=" + shop.directory());
        words.add("--warehouse=duckdb:" + shop.warehouse());
        words.add("--report=" + shop.home().resolve("report"));
        return words;
    }

    private static String record(String out) {
        return out.lines()
                .filter(line -> line.endsWith("batch.json"))
                .findFirst()
                .orElseThrow();
    }
}
