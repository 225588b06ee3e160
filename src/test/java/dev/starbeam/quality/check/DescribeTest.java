package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribeTest {
    private static String shown(String text) {
        Schema schema = Schema.of(new Field("note", ColumnType.TEXT));
        return Describe.value(new ColumnBatch(schema, 1, List.of(TextColumn.constant(text, 1))), "note", 0);
    }

    @Test
    void aLongTextIsCutBetweenLetters() {
        assertThat(shown("x".repeat(200))).isEqualTo("note = " + "x".repeat(200));
        assertThat(shown("x".repeat(201))).isEqualTo("note = " + "x".repeat(200) + "…");
        assertThat(shown("x".repeat(199) + "😀 and so on")).isEqualTo("note = " + "x".repeat(199) + "…");
        assertThat(shown("x".repeat(198) + "😀 and so on")).isEqualTo("note = " + "x".repeat(198) + "😀…");
    }
}
