package dev.starbeam.ingest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
    private static PostgresServer database;

    @BeforeAll
    static void start() throws Exception {
        database = PostgresServer.newDatabase();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "-7::smallint; -7",
                "9223372036854775807::bigint; 9223372036854775807",
                "12.50::numeric(10,2); 12.50",
                "'NaN'::numeric; NaN",
                "1e30::numeric; 1000000000000000000000000000000",
                "1e-12::numeric; 0.000000000001",
                "100::float8; 100",
                "1e20::float8; 100000000000000000000",
                "-0.1::float8; -0.1",
                "0::float8; 0",
                "1.5e-7::float8; 0.00000015",
                "'-Infinity'::float8; -Infinity",
                "0.1::float4; 0.1",
                "1234.5::money; 1234.50",
                "true; true",
                "false; false",
                "B'101'::bit(3); 101",
                "date '2024-02-29'; 2024-02-29",
                "date 'infinity'; infinity",
                "time '10:20:30.500'; 10:20:30.5",
                "time '10:20:00'; 10:20:00",
                "timestamp '2024-01-02 03:04:05'; 2024-01-02 03:04:05",
                "timestamp '2024-01-02 00:00:00.120000'; 2024-01-02 00:00:00.12",
                "timestamp '-infinity'; -infinity",
                "timestamptz '2024-01-02 03:04:05+05:30'; 2024-01-01 21:34:05Z",
                "timestamptz 'infinity'; infinity",
                "'päd  '::char(6); päd",
                "'naïve 😀'::text; naïve 😀",
                "''::text; ~~",
                "uuid '00000000-0000-0000-0000-0000000000ff'; 00000000-0000-0000-0000-0000000000ff",
                "'\\xDEAD00'::bytea; dead00",
                "'{\"a\": 1}'::jsonb; {\"a\": 1}",
                "array[1,2]; {1,2}",
                "null::integer; NULL",
                "null::float8; NULL",
                "null::boolean; NULL",
                "null::timestamptz; NULL",
                "null::bytea; NULL",
                "null::date; NULL",
            })
    void valuesHaveOneText(String expression, String expected) throws Exception {
        List<String> rows = TableFixture.rows(TableFixture.query(database, "select " + expression + " as v", "v"));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).replaceFirst(" +$", "")).isEqualTo(("0: " + expected).replaceFirst(" +$", ""));
    }

    @Test
    void timesOfOtherDriversHaveTheSameText() {
        assertThat(ValueText.instant(OffsetDateTime.parse("2024-01-02T03:04:05.1+01:00")))
                .isEqualTo("2024-01-02 02:04:05.1Z");
        assertThat(ValueText.timestamp(LocalDateTime.parse("2024-01-02T03:04"))).isEqualTo("2024-01-02 03:04:00");
        assertThat(ValueText.date(LocalDate.of(33, 4, 5))).isEqualTo("0033-04-05");
        assertThat(ValueText.withoutNeedlessZeros("10:00:00.0000000")).isEqualTo("10:00:00");
        assertThat(ValueText.bits("b'101'")).isEqualTo("101");
        assertThat(ValueText.plain("1E-10")).isEqualTo("0.0000000001");
    }

    @Test
    void textHoldsNoNulAndNoHalfCharacter() {
        assertThat(PartReader.isText("naïve 😀")).isTrue();
        assertThat(PartReader.isText("a\0b")).isFalse();
        assertThat(PartReader.isText("a\uD83D")).isFalse();
        assertThat(PartReader.isText("\uDE00a")).isFalse();
    }
}
