package dev.starbeam.spill;

import static dev.starbeam.batch.BatchAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.BatchArbitraries;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.TextColumn;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ColumnBatchCoderTest {
    private static final Coder<ColumnBatch> CODER = ColumnBatchCoder.of();

    @Property(tries = 50)
    void batchesPassThroughARunnerAlsoWithinOtherElements(@ForAll("batches") List<ColumnBatch> batches)
            throws Exception {
        List<ColumnBatch> copies = CoderUtils.clone(ListCoder.of(CODER), batches);
        assertThat(copies).hasSameSizeAs(batches);
        for (int i = 0; i < batches.size(); i++) {
            assertThat(copies.get(i)).isSameAs(batches.get(i));
        }
    }

    @Test
    void equalBatchesAreOneKeyHoweverTheyWereBuilt() throws Exception {
        ColumnBatch built = Rows.of("file\na.csv\na.csv");
        ColumnBatch constant = new ColumnBatch(built.schema(), 2, List.of(TextColumn.constant("a.csv", 2)));
        assertThat(CODER.structuralValue(constant)).isEqualTo(CODER.structuralValue(built));
        CODER.verifyDeterministic();
        CoderProperties.coderSerializable(CODER);
    }

    @Provide
    Arbitrary<List<ColumnBatch>> batches() {
        return BatchArbitraries.batches().list().ofMaxSize(3);
    }
}
