package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.spill.ColumnBatchCoder;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.table.StarTables;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The members' keys that are published already, as batches of one column, the dimension's member key. A batch that is a
 * part of the sources refers to members that earlier batches brought. One worker reads them, some thousand at a time.
 */
public final class ReadPublishedKeys extends PTransform<PBegin, PCollection<ColumnBatch>> {
    private static final long serialVersionUID = 1L;
    private static final int KEYS_AT_ONCE = 1 << 16;

    private final RunPlan plan;
    private final DimensionModel dimension;

    public ReadPublishedKeys(RunPlan plan, DimensionModel dimension) {
        this.plan = plan;
        this.dimension = dimension;
    }

    @Override
    public PCollection<ColumnBatch> expand(PBegin begin) {
        return begin.apply("Which dimension", Create.of(dimension.name()).withCoder(StringUtf8Coder.of()))
                .apply("Read keys", ParDo.of(new ReadKeysFn(plan, dimension)))
                .setCoder(ColumnBatchCoder.of());
    }

    private static final class ReadKeysFn extends DoFn<String, ColumnBatch> {
        private static final long serialVersionUID = 1L;

        private final RunPlan plan;
        private final DimensionModel dimension;

        ReadKeysFn(RunPlan plan, DimensionModel dimension) {
            this.plan = plan;
            this.dimension = dimension;
        }

        @ProcessElement
        public void read(OutputReceiver<ColumnBatch> out) {
            String column = dimension.memberKeyColumn();
            Schema schema = Schema.of(new Field(column, ColumnType.BIGINT));
            Keys keys = new Keys(schema, out);
            try (Warehouse warehouse = plan.warehouse().look(plan.model())) {
                warehouse.readKeys(StarTables.dimension(dimension), column, keys::add);
            }
            keys.flush();
        }
    }

    /** Collects keys and gives them on as batches. */
    private static final class Keys {
        private final Schema schema;
        private final DoFn.OutputReceiver<ColumnBatch> out;
        private final long[] keys = new long[KEYS_AT_ONCE];
        private int size;

        Keys(Schema schema, DoFn.OutputReceiver<ColumnBatch> out) {
            this.schema = schema;
            this.out = out;
        }

        void add(long key) {
            keys[size++] = key;
            if (size == keys.length) {
                flush();
            }
        }

        void flush() {
            if (size > 0) {
                LongColumn column =
                        new LongColumn(ColumnType.BIGINT, Arrays.copyOf(keys, size), Validity.allValid(size));
                out.output(new ColumnBatch(schema, size, List.of(column)));
                size = 0;
            }
        }
    }
}
