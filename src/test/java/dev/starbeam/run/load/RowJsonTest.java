package dev.starbeam.run.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RowJsonTest {
    @Test
    void aRowIsAnObjectWithBareNumbersAndNullsAndWithoutProvenance() {
        ColumnBatch batch = Rows.of("""
                order_id | quantity bigint | price decimal(12,2) | paid boolean | rate double | day date   | _source_file
                A1       | -3              | 2.50                | true         | 0.25        | 2024-01-02 | x.csv
                NULL     | NULL            | NULL                | NULL         | NaN         | NULL       | x.csv
                """);
        assertThat(json(batch, 0))
                .isEqualTo("{\"order_id\":\"A1\",\"quantity\":-3,\"price\":2.50,\"paid\":true,\"rate\":0.25,"
                        + "\"day\":\"2024-01-02\"}");
        assertThat(json(batch, 1))
                .isEqualTo("{\"order_id\":null,\"quantity\":null,\"price\":null,\"paid\":null,\"rate\":\"NaN\","
                        + "\"day\":null}");
    }

    @Property(tries = 300)
    void anyTextSurvivesAsNameAndAsValue(@ForAll String name, @ForAll String value) throws IOException {
        String column = "c" + name.replaceAll("\\p{Cs}", "");
        String text = value.replaceAll("\\p{Cs}", "");
        ColumnBatch batch = new ColumnBatch(
                Schema.of(List.of(new Field(column, ColumnType.TEXT))), 1, List.of(TextColumn.constant(text, 1)));
        JsonNode row = new ObjectMapper().readTree(json(batch, 0));
        assertThat(row.get(column).asText()).isEqualTo(text);
    }

    private static String json(ColumnBatch batch, int row) {
        TextColumnBuilder out = new TextColumnBuilder(1, 8);
        new RowJson(batch).append(row, out);
        return out.build().string(0);
    }
}
