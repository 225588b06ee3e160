package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.syntax.ExpressionMistake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users are told about wrong expressions. */
class MistakesTest {
    private static final Schema SCOPE = Schema.of(
            new Field("InvoiceNo", ColumnType.TEXT),
            new Field("Country", ColumnType.TEXT),
            new Field("country", ColumnType.TEXT),
            new Field("quantity", ColumnType.BIGINT),
            new Field("unit_price", ColumnType.decimal(12, 3)));

    private static List<ExpressionMistake> mistakes(String sql) {
        InvalidExpressionException e =
                catchThrowableOfType(InvalidExpressionException.class, () -> ExpressionCompiler.compile(sql, SCOPE));
        assertThat(e).as(sql).isNotNull();
        return e.mistakes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "InvoiceNr | 0 | no column \"InvoiceNr\"; did you mean InvoiceNo? There are InvoiceNo, Country",
                "\"invoiceno\" | 0 | no column \"invoiceno\"; did you mean InvoiceNo?",
                "COUNTRY | 0 | \"COUNTRY\" could be Country or country; put the one you mean in quotes",
                "upr(InvoiceNo) | 0 | no function upr; did you mean upper?",
                "1 + upper(quantity) | 10 | upper: argument 1 (x) should be text, but is bigint",
                "quantity + InvoiceNo | 11 | +: argument 2 (b) should be number, but is text",
                "coalesce(quantity, 'x') | 19 | coalesce: argument 2 (x) is text where bigint is expected",
                "quantity = InvoiceNo | 11 | =: argument 2 (y) is text where bigint is expected",
                "left(InvoiceNo) | 0 | left takes 2 arguments, not 1: left(x text, count integer)",
                "trim() | 0 | trim takes 1 to 2 arguments, not 0",
                "coalesce() | 0 | coalesce takes 1 or more arguments, not 0",
                "case when quantity then 1 end | 10 | case: argument 1 (branch) should be a condition",
                "upper(InvoiceNo | 5 | a parenthesis is not closed",
                "quantity + | 10 | did not expect the end",
                "InvoiceNo; quantity | 9 | did not expect \";\"",
                "'abc | 0 | open quote",
                "cast(InvoiceNo as money) | 0 | no type money; there are text, bigint",
                "cast(quantity as decimal(38,2)) | 0 | precision must be 1 to 18",
                "try_to_date(InvoiceNo, 'YYYY-QQ') | 23 | has no element at 'QQ'",
                "try_to_number(InvoiceNo, '99x') | 25 | has an element other than",
                "try_to_number(InvoiceNo, '9S9') | 25 | S and MI in front or at the end",
                "try_to_number(InvoiceNo, 'S99MI') | 25 | has two signs",
                "try_to_timestamp_ntz(InvoiceNo, 'YYYY-MM-DD HH24:MM:SS') | 32 | has the month twice, as MM and MM; minutes are MI",
                "try_to_timestamp_ntz(InvoiceNo, 'DD.MM.YYYY HH12:MI') | 32 | has HH12 without AM",
                "try_to_timestamp_ntz(InvoiceNo, 'DD.MM.YYYY HH24:MI AM') | 32 | has AM without HH12",
                "regexp_like(InvoiceNo, '[[:digits:]]') | 23 | no class [:digits:]; there are alnum",
                "regexp_like(InvoiceNo, '[:digit:]') | 23 | stands within brackets: [[:digit:]]",
                "regexp_like(InvoiceNo, '[[=a=]]') | 23 | no class [=a=]",
                "regexp_like(InvoiceNo, '\\d+') | 24 | is no escape",
                "convert_timezone('UTC', 'Europe/Berln', '2021-01-01') | 24 | did you mean Europe/Berlin?",
                "convert_timezone('UTC', InvoiceNo) | 24 | has no zone; write convert_timezone(source, target, x)",
                "try_to_timestamp_tz(InvoiceNo) | 0 | a timestamp with a zone is converted first",
                "year(try_to_timestamp_tz(InvoiceNo)) | 5 | a timestamp with a zone is converted first",
                "normalize(InvoiceNo, nfx) | 21 | should be nfc, nfd, nfkc or nfkd",
                "regexp_like(InvoiceNo, '(') | 23 | is no regular expression: Unclosed group",
                "regexp_replace(InvoiceNo, 'a', $$\\1$$) | 31 | names group 1, but the pattern has 0",
                "dateadd(fortnight, 1, '2020-01-01') | 8 | should be one of [year, quarter, month",
                "round(unit_price, quantity) | 18 | must be a constant integer",
                "sha2(InvoiceNo, 1) | 16 | must be 224, 256, 384 or 512, not 1",
                "12345678901234567890 | 0 | has more than 18 digits",
                "o.quantity | 0 | columns are written without a table; write quantity",
                "sum(quantity) over () | 0 | is not a scalar expression",
                "count(*) | 0 | no function count",
                "(select 1) | 0 | is not a scalar expression"
            })
    void aMistakeSaysWhereWhatAndWhatInstead(String sql, int offset, String message) {
        assertThat(mistakes(sql)).first().satisfies(mistake -> {
            assertThat(mistake.message()).contains(message);
            assertThat(mistake.offset()).isEqualTo(offset);
        });
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheText() {
        assertThat(mistakes("iff(Quantitty > 1, uper(InvoiceNo), lower(unit_price)) || nope"))
                .extracting(ExpressionMistake::offset)
                .containsExactly(4, 19, 42, 58);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "select", ")", "a b c", "\u0000", "x'", "\"", "f(,)", "::", "case end", "in (1)"})
    void nonsenseIsAMistakeNeverACrash(String sql) {
        assertThat(mistakes(sql)).isNotEmpty();
    }

    @Test
    void anUnquotedNameMatchesIgnoringCaseWhenThatLeavesOneColumn() {
        assertThat(TestBatch.compile("INVOICENO || \"Country\" || country", SCOPE)
                        .columns())
                .containsExactly("InvoiceNo", "Country", "country");
    }
}
