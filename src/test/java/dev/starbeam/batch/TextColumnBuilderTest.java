package dev.starbeam.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextColumnBuilderTest {
    @Property(tries = 100)
    void rowsComeOutAsTheyWereAppendedWhateverTheGuess(
            @ForAll @Size(max = 40) List<@StringLength(max = 30) String> values) {
        List<String> expected = values.stream()
                .map(value -> new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
        TextColumnBuilder builder = new TextColumnBuilder(values.size(), 0);
        values.forEach(builder::append);
        TextColumn column = builder.build();
        assertThat(column.validity().hasNulls()).isFalse();
        assertThat(IntStream.range(0, column.size()).mapToObj(column::string).toList())
                .isEqualTo(expected);
    }

    @Test
    void partsJoinToOneRowAndARowWithoutPartsIsEmptyNotNull() {
        byte[] bytes = "say \"hi\"".getBytes(StandardCharsets.UTF_8);
        TextColumnBuilder builder = new TextColumnBuilder(4, 1);
        builder.appendPart(bytes, 0, 4);
        builder.appendPart((byte) '!');
        builder.appendPart(bytes, 5, 7);
        builder.endRow();
        builder.endRow();
        builder.appendNull();
        builder.append(bytes, 4, 8);
        TextColumn column = builder.build();
        assertThat(List.of(column.display(0), column.display(1), column.display(2), column.display(3)))
                .containsExactly("say !hi", "", "NULL", "\"hi\"");
        assertThat(column.isNull(1)).isFalse();
    }

    @Test
    void aColumnWithMissingRowsIsNotBuilt() {
        TextColumnBuilder builder = new TextColumnBuilder(2, 8);
        builder.append("one");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1 rows appended, 2 expected");
    }
}
