package dev.starbeam.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.HandMadeExpression;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.source.DatabaseUrl;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.TableModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectsInMemory;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.RangeParts;
import dev.starbeam.source.RowsInMemory;
import dev.starbeam.source.TableSource;
import dev.starbeam.source.TableStore;
import dev.starbeam.spill.ParkedRows;
import dev.starbeam.spill.ParkingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a range, read side by side. */
class PartsTest {
    private static final RangePack RANGE = new RangePack(List.of(RowsInMemory.range("table")));

    @TempDir
    Path directory;

    @Test
    void partsAreStagedTogetherAndEveryRowIsAccountedFor() {
        DirectRun.of(pipeline -> {
            PCollectionTuple staged = pipeline.apply(Create.of(RANGE).withCoder(RangePack.PackCoder.of()))
                    .apply(StageRows.of(model(), table(new TwoParts(false)), parking(), new RejectsInMemory()));
            PAssert.that(staged.get(StageRows.STAGED)).satisfies(shards -> {
                assertThat(ParkedRows.lines(shards, List.of("id", "_source_offset")))
                        .containsExactlyInAnyOrder("A0 | 0", "A1 | 1", "A2 | 2");
                return null;
            });
            PAssert.that(staged.get(StageRows.ROW_COUNTS)).satisfies(rowCounts -> {
                List<RowCounts> all = new ArrayList<>();
                rowCounts.forEach(all::add);
                assertThat(RowCounts.byStage(all)).allMatch(counts -> counts.read() == 3 && counts.accepted() == 3);
                return null;
            });
        });
    }

    /** So a retry cannot double rows. */
    @Test
    void whenOnePartFailsNothingComesOut() {
        List<Object> out = new ArrayList<>();
        StageRangeFn stage = new StageRangeFn(model(), table(new TwoParts(true)), parking(), new RejectsInMemory());
        assertThatThrownBy(() -> stage.stage(RANGE, new TakenOutputs(out::add)))
                .isInstanceOf(IOException.class)
                .hasMessage("the second part broke");
        assertThat(out).isEmpty();
    }

    @Test
    void aFailureBreaksOffTheRest() {
        CountDownLatch brokenOff = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        List<Callable<String>> work = List.of(
                () -> {
                    try {
                        brokenOff.await();
                        return "late";
                    } finally {
                        ended.set(true);
                    }
                },
                () -> {
                    throw new IOException("broken");
                });
        assertThatThrownBy(() -> SideBySide.all(work, 2, brokenOff::countDown)).hasMessage("broken");
        assertThat(ended).isTrue();
    }

    @Test
    void whatFailsWhileTheRestIsBrokenOffDoesNotHideTheFailure() {
        List<Callable<String>> work = List.of(() -> {
            throw new IOException("broken");
        });
        assertThatThrownBy(() -> SideBySide.all(work, 1, () -> {
                    throw new IllegalStateException("cannot close");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("broken")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("cannot close"));
    }

    @Test
    void whoIsInterruptedWaitsUntilNothingIsWrittenAnyMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch brokenOff = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicReference<String> outcome = new AtomicReference<>("");
        Callable<String> writing = () -> {
            begun.countDown();
            while (brokenOff.getCount() > 0) {
                Thread.onSpinWait();
            }
            for (long until = System.nanoTime() + 100_000_000; System.nanoTime() < until; ) {
                Thread.onSpinWait();
            }
            ended.set(true);
            return "late";
        };
        Thread waiting = new Thread(() -> {
            try {
                SideBySide.all(List.of(writing), 1, brokenOff::countDown);
            } catch (IOException e) {
                outcome.set(e.getMessage() + ", written to the end: " + ended.get());
            }
        });
        waiting.start();
        begun.await();
        waiting.interrupt();
        waiting.join();
        assertThat(outcome).hasValue("interrupted while reading, written to the end: true");
    }

    @Test
    void resultsComeInTheOrderOfTheWork() throws IOException {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int result = i;
            work.add(() -> result);
        }
        assertThat(SideBySide.all(work, 3, () -> {})).isSorted().hasSize(20);
    }

    private ParkingDirectory parking() {
        return new ParkingDirectory(directory.toString());
    }

    private static TableSource table(TableStore store) {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://db/shop").orElseThrow();
        JdbcModel jdbc = new JdbcModel("jdbc:postgresql://db/shop/t", url, null, null, null, "select 1", null, 1);
        return new TableSource(new TableModel("raw", jdbc, Schema.of()), store);
    }

    private static StagingModel model() {
        ColumnModel id = new ColumnModel("id", HandMadeExpression.column("id", ColumnType.TEXT), "");
        return new StagingModel("stg", "raw", List.of(id), List.of(), List.of(), new Deduplication.None());
    }

    /** A table of three rows in two parts. */
    private record TwoParts(boolean breaks) implements TableStore {
        @Override
        public RangeParts open(TableModel table) {
            return new RangeParts() {
                @Override
                public List<? extends Part> list() {
                    return List.of(
                            new TextPart("A0 | t | 0 | 'A0'\nA1 | t | 1 | 'A1'", 0, false),
                            new TextPart("A2 | t | 2 | 'A2'", 2, breaks));
                }

                @Override
                public int atATime() {
                    return 2;
                }

                @Override
                public void close() {}
            };
        }
    }

    private record TextPart(String rows, long firstOffset, boolean breaks) implements RangeParts.Part {
        @Override
        public BatchReader open(Consumer<RejectedRow> malformed) throws IOException {
            if (breaks) {
                throw new IOException("the second part broke");
            }
            String batch = "id | _source_file | _source_offset bigint | _raw\n" + rows;
            return new RowsInMemory(Map.of("t", List.of(batch)), Map.of())
                    .open(new RowsInMemory(Map.of(), Map.of()).source().model(), RowsInMemory.range("t"), malformed);
        }

        @Override
        public String file() {
            return "t";
        }
    }
}
