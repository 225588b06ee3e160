package dev.starbeam.pipeline.table;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.spill.ParkedFileWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.table.StarTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The members' keys that are published already, as a parked shard of the dimension's member key and natural key. A batch that is a
 * part of the sources refers to members that earlier batches brought. One worker reads them, some thousand at a time.
 */
public final class ReadPublishedKeys extends PTransform<PBegin, PCollection<ParkedShard>> {
    private static final long serialVersionUID = 1L;
    private static final int KEYS_AT_ONCE = 1 << 16;

    private final transient RunPlan plan;
    private final transient DimensionModel dimension;

    public ReadPublishedKeys(RunPlan plan, DimensionModel dimension) {
        this.plan = plan;
        this.dimension = dimension;
    }

    @Override
    public PCollection<ParkedShard> expand(PBegin begin) {
        return begin.apply("Which dimension", Create.of(dimension.name()).withCoder(StringUtf8Coder.of()))
                .apply("Read keys", ParDo.of(new ReadKeysFn(plan.model(), plan.warehouse(), plan.parking(), dimension)))
                .setCoder(ParkedShard.ShardCoder.of());
    }

    private static final class ReadKeysFn extends DoFn<String, ParkedShard> {
        private static final long serialVersionUID = 1L;

        private final PipelineModel model;
        private final WarehouseTarget target;
        private final ParkingDirectory parking;
        private final DimensionModel dimension;

        ReadKeysFn(PipelineModel model, WarehouseTarget target, ParkingDirectory parking, DimensionModel dimension) {
            this.model = model;
            this.target = target;
            this.parking = parking;
            this.dimension = dimension;
        }

        @ProcessElement
        public void read(OutputReceiver<ParkedShard> out) throws IOException {
            String column = dimension.memberKeyColumn();
            List<String> natural = naturalKey(dimension);
            String uri = parking.newFile(dimension.name() + "_published");
            long rows;
            List<Field> fields = new ArrayList<>(List.of(new Field(column, ColumnType.BIGINT)));
            if (!natural.isEmpty()) {
                fields.addAll(dimension.naturalKeyFields());
            }
            Schema schema = Schema.of(fields);
            try (ParkedFileWriter file = ParkedFileWriter.create(uri, schema);
                    Warehouse warehouse = target.look(model)) {
                Keys keys = new Keys(schema, file);
                warehouse.readKeys(StarTables.dimension(dimension), column, natural, keys::add);
                keys.flush();
                rows = file.rows();
            }
            out.output(ParkedShard.of(new ShardName(dimension.name(), "published", 0), uri, rows));
        }
    }

    /** The columns whose values decide where two members share a surrogate key: text and bigint, which can be made to. */
    public static List<String> naturalKey(DimensionModel dimension) {
        boolean decides = dimension.naturalKeyFields().stream()
                .map(Field::type)
                .allMatch(type -> type.kind() == ColumnType.Kind.TEXT || type.equals(ColumnType.BIGINT));
        return decides ? dimension.naturalKeyColumns() : List.of();
    }

    /** Collects keys and parks them some thousand at a time. */
    private static final class Keys {
        private final Schema schema;
        private final ParkedFileWriter file;
        private final long[] keys = new long[KEYS_AT_ONCE];
        private final @Nullable Object[][] naturalKeys;
        private int size;

        Keys(Schema schema, ParkedFileWriter file) {
            this.schema = schema;
            this.file = file;
            this.naturalKeys = new @Nullable Object[schema.size() - 1][KEYS_AT_ONCE];
        }

        void add(long key, @Nullable Object[] naturalKey) {
            for (int i = 0; i < naturalKeys.length; i++) {
                naturalKeys[i][size] = naturalKey[i];
            }
            keys[size++] = key;
            if (size == keys.length) {
                flush();
            }
        }

        void flush() {
            List<Column> columns = new ArrayList<>();
            columns.add(new LongColumn(ColumnType.BIGINT, Arrays.copyOf(keys, size), Validity.allValid(size)));
            for (int i = 0; i < naturalKeys.length; i++) {
                boolean isNumber = schema.fields().get(i + 1).type().equals(ColumnType.BIGINT);
                columns.add(isNumber ? numbers(naturalKeys[i]) : texts(naturalKeys[i]));
            }
            try {
                file.append(new ColumnBatch(schema, size, columns));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            size = 0;
        }

        private Column texts(@Nullable Object[] values) {
            TextColumnBuilder texts = new TextColumnBuilder(size, 16);
            for (int i = 0; i < size; i++) {
                Object text = values[i];
                texts.append(text == null ? null : text.toString());
            }
            return texts.build();
        }

        private Column numbers(@Nullable Object[] values) {
            ValidityBuilder validity = new ValidityBuilder(size);
            long[] numbers = new long[size];
            for (int i = 0; i < size; i++) {
                if (values[i] instanceof Number number) {
                    numbers[i] = number.longValue();
                } else {
                    validity.setNull(i);
                }
            }
            return new LongColumn(ColumnType.BIGINT, numbers, validity.build());
        }
    }
}
