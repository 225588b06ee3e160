package dev.starbeam.batch;

import static dev.starbeam.batch.BatchAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.codec.BatchDecoder;
import dev.starbeam.batch.codec.BatchEncoder;
import dev.starbeam.batch.codec.SchemaCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    private final BatchEncoder encoder = new BatchEncoder();

    @Property(tries = 300)
    void aBatchComesBackAsItWas(@ForAll("batches") ColumnBatch batch) {
        assertThat(BatchDecoder.decode(batch.schema(), encoder.toBytes(batch))).isSameAs(batch);
    }

    @Property(tries = 200)
    void equalBatchesGiveEqualBytesHoweverTheyWereBuilt(@ForAll("batches") ColumnBatch batch, @ForAll long seed) {
        assertThat(encoder.toBytes(relaid(batch, new Random(seed)))).isEqualTo(encoder.toBytes(batch));
    }

    @Property(tries = 100)
    void anyColumnCanBeReadWhileTheOthersAreSkipped(@ForAll("batches") ColumnBatch batch) {
        byte[] bytes = encoder.toBytes(batch);
        int at = BatchDecoder.prefixLength(batch.schema());
        for (int i = 0; i < batch.schema().size(); i++) {
            Field field = batch.schema().fields().get(i);
            int length = BatchDecoder.columnLength(bytes, i);
            byte[] alone = Arrays.copyOfRange(bytes, at, at + length);
            Column column = BatchDecoder.column(field.type(), BatchDecoder.rows(bytes), alone, 0);
            assertThat(new ColumnBatch(Schema.of(field), batch.rows(), List.of(column)))
                    .isSameAs(batch.project(List.of(field.name())));
            at += length;
        }
        assertThat(at).isEqualTo(bytes.length);
    }

    @Property(tries = 50)
    void aSchemaComesBackAsItWas(@ForAll("schemas") Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SchemaCodec.encode(schema, new DataOutputStream(bytes));
        assertThat(SchemaCodec.decode(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(schema);
    }

    @Test
    void aReusedEncoderForgetsTheLastBatch() {
        ColumnBatch small = Rows.of("a | b bigint\nx | NULL");
        byte[] fresh = encoder.toBytes(small);
        encoder.toBytes(Rows.of("a | b bigint\n" + "longer | 1234567890123\n".repeat(9_000)));
        assertThat(encoder.toBytes(small)).isEqualTo(fresh);
    }

    @Test
    void equalTextInEveryRowIsWrittenOnceWhereverItStands() {
        String name = "online_retail.csv.gz";
        ColumnBatch constant = new ColumnBatch(Rows.schema("f"), 1000, List.of(TextColumn.constant(name, 1000)));
        ColumnBatch repeated = Rows.of("f\n" + (name + "\n").repeat(1000));
        assertThat(encoder.toBytes(constant)).hasSizeLessThan(50).isEqualTo(encoder.toBytes(repeated));
    }

    @Test
    void numbersTakeAsFewBytesAsTheirRangeNeeds() {
        assertThat(bytesPerRow(0)).isZero();
        assertThat(bytesPerRow(255)).isEqualTo(1);
        assertThat(bytesPerRow(256)).isEqualTo(2);
        assertThat(bytesPerRow(65_535)).isEqualTo(2);
        assertThat(bytesPerRow(65_536)).isEqualTo(4);
        assertThat(bytesPerRow(0xFFFF_FFFFL)).isEqualTo(4);
        assertThat(bytesPerRow(0x1_0000_0000L)).isEqualTo(8);
    }

    @Test
    void theWholeRangeOfLongsSurvives() {
        assertThat(encodedLongs(Long.MIN_VALUE, -1, 0, Long.MAX_VALUE))
                .containsExactly(Long.MIN_VALUE, -1, 0, Long.MAX_VALUE);
        assertThat(encodedLongs(-2_000_000_000L, 2_000_000_000L)).containsExactly(-2_000_000_000L, 2_000_000_000L);
    }

    @Test
    void aNullMayPointOutsideTheBytes() {
        TextColumn column = new TextColumn(
                "ab".getBytes(StandardCharsets.UTF_8),
                new int[] {0, -7, 1},
                new int[] {1, 99, 2},
                Validity.ofWords(3, new long[] {0b101}));
        ColumnBatch batch = new ColumnBatch(Rows.schema("t"), 3, List.of(column));
        assertThat(BatchDecoder.decode(batch.schema(), encoder.toBytes(batch))).hasRows("t\na\nNULL\nb");
    }

    @Test
    void doublesKeepTheirSignOfZeroAndTheirNaN() {
        ColumnBatch batch = Rows.of("d double\n-0.0\n0.0\nNaN\nNULL\n-Infinity\n4.9E-324");
        assertThat(BatchDecoder.decode(batch.schema(), encoder.toBytes(batch))).isSameAs(batch);
    }

    @Provide
    Arbitrary<ColumnBatch> batches() {
        return BatchArbitraries.batches();
    }

    @Provide
    Arbitrary<Schema> schemas() {
        return BatchArbitraries.schemas();
    }

    private long bytesPerRow(long range) {
        long[] values = new long[1000];
        values[1] = range;
        LongColumn column = new LongColumn(ColumnType.BIGINT, values, Validity.allValid(1000));
        ColumnBatch batch = new ColumnBatch(Rows.schema("v bigint"), 1000, List.of(column));
        return encoder.toBytes(batch).length / 1000;
    }

    private long[] encodedLongs(long... values) {
        LongColumn column = new LongColumn(ColumnType.BIGINT, values, Validity.allValid(values.length));
        ColumnBatch batch = new ColumnBatch(Rows.schema("v bigint"), values.length, List.of(column));
        return BatchDecoder.decode(batch.schema(), encoder.toBytes(batch))
                .longs("v")
                .values();
    }

    /** The same rows in other arrays: other junk under the NULLs, other places for the text. */
    private static ColumnBatch relaid(ColumnBatch batch, Random random) {
        return new ColumnBatch(
                batch.schema(),
                batch.rows(),
                batch.columns().stream().map(column -> relaid(column, random)).toList());
    }

    private static Column relaid(Column column, Random random) {
        Validity validity = Validity.ofWords(column.size(), column.validity().toWords());
        IntStream rows = IntStream.range(0, column.size());
        if (column instanceof TextColumn text) {
            return BatchArbitraries.text(rows.mapToObj(text::string).toList(), validity, random);
        } else if (column instanceof LongColumn longs) {
            long[] values = rows.mapToLong(row -> longs.isNull(row) ? random.nextLong() : longs.value(row))
                    .toArray();
            return new LongColumn(column.type(), values, validity);
        } else if (column instanceof DoubleColumn doubles) {
            double[] values = rows.mapToDouble(row -> doubles.isNull(row) ? random.nextDouble() : doubles.value(row))
                    .toArray();
            return new DoubleColumn(values, validity);
        }
        boolean[] values = new boolean[column.size()];
        rows.forEach(
                row -> values[row] = column.isNull(row) ? random.nextBoolean() : ((BooleanColumn) column).value(row));
        return new BooleanColumn(values, validity);
    }
}
