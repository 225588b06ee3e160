package dev.starbeam.star.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.model.Materialization;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.TableText;
import dev.starbeam.star.derivation.Rejections;
import dev.starbeam.star.join.LookupTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberAssemblerTest {
    private static final LookupModel TERRITORY = lookup("stg_territories", "territory", "code", "region_code");
    private static final LookupModel REGION = lookup("stg_regions", "region_code", "region", "region_name");
    private static final ColumnBatch TERRITORIES =
            TableText.parse("code:text | region_code:text | _source_file:text | _source_offset:bigint\nn | N | t | 1");
    private static final ColumnBatch REGIONS = TableText.parse(
            "region:text | region_name:text | _source_file:text | _source_offset:bigint\nS | South | r | 1");

    /** Also one that the lookup before has fetched. */
    @Test
    void aRejectedRowTellsTheKeyThatHadNoMatch() {
        ColumnBatch customers =
                TableText.parse("id:text | territory:text | _source_file:text | _source_offset:bigint\na | n | f | 10");
        Map<Integer, LookupTable> tables = Map.of(
                0, LookupTable.of(TERRITORY, TERRITORIES.schema(), List.of(TERRITORIES)),
                1, LookupTable.of(REGION, REGIONS.schema(), List.of(REGIONS)));

        MemberAssembler.Members made = new MemberAssembler(model(), Set.of()).assemble(customers, tables);

        assertThat(made.members().rows()).isZero();
        assertThat(Rejections.unmatched("dim_customers", made.rows(), 0, REGION).detail())
                .isEqualTo("no row of stg_regions matches region_code N");
    }

    private static LookupModel lookup(String entity, String ours, String theirs, String fetched) {
        return new LookupModel(
                entity,
                List.of(ours),
                List.of(theirs),
                List.of(new Fetched(fetched, new Field(fetched, ColumnType.TEXT))),
                OnUnmatched.REJECT);
    }

    private static DimensionModel model() {
        return new DimensionModel(
                "dim_customers",
                "customer_key",
                "stg_customers",
                List.of(TERRITORY, REGION),
                "id",
                new Field("customer_id", ColumnType.TEXT),
                null,
                List.of(Formulas.same("region_name", ColumnType.TEXT)),
                1,
                Materialization.TABLE,
                "");
    }
}
