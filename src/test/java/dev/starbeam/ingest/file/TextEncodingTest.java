package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.source.InvalidSourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "utf-8, 1, false, true, true",
        "ISO-8859-1, 1, false, false, true",
        "windows-1252, 1, false, false, true",
        "Shift_JIS, 1, false, false, false",
        "UTF-16, 2, true, false, false",
        "UTF-16BE, 2, true, false, false",
        "UTF-16LE, 2, false, false, false",
    })
    void anEncodingIsKnownByWhatItsReaderNeeds(
            String name, int unit, boolean bigEndian, boolean utf8, boolean splittable) throws InvalidSourceException {
        TextEncoding encoding = TextEncoding.of(name);
        assertThat(encoding.unit()).isEqualTo(unit);
        assertThat(encoding.bigEndian()).isEqualTo(bigEndian);
        assertThat(encoding.isUtf8()).isEqualTo(utf8);
        assertThat(encoding.isSplittable()).isEqualTo(splittable);
    }

    @Test
    void anEncodingWithoutAsciiOrNameIsRefused() {
        assertThatThrownBy(() -> TextEncoding.of("UTF-32"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageStartingWith("encoding UTF-32 is not supported");
        assertThatThrownBy(() -> TextEncoding.of("latin 1"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageStartingWith("\"latin 1\" is not an encoding known here");
        assertThatThrownBy(() -> TextEncoding.of("utf-9")).hasMessageStartingWith("\"utf-9\" is not an encoding");
    }
}
