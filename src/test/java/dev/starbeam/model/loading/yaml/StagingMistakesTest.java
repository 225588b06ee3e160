package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mistakes in sources and staged entities, with their places and words. */
class StagingMistakesTest {
    @Test
    void anUnknownSourceIsReported() {
        assertThat(Declaration.shop()
                        .with("from: raw_orders", "from: raw_order")
                        .mistakes())
                .containsExactly(
                        "8:11: unknown source \"raw_order\"; expected one of raw_orders, raw_customers; did you mean \"raw_orders\"?");
    }

    @Test
    void anUnknownRequiredColumnIsReported() {
        assertThat(Declaration.shop()
                        .with("required: [order_id]", "required: [orderid]")
                        .mistakes())
                .containsExactly(
                        "16:16: unknown column \"orderid\" in stg_orders; expected one of order_id, customer_id, quantity, unit_price, total_amount, ordered_at; did you mean \"order_id\"?");
    }

    @Test
    void anUnknownColumnInAnExpressionIsReportedWhereItStands() {
        assertThat(Declaration.shop()
                        .with("total_amount: quantity * unit_price", "total_amount: quantity * unit_prise")
                        .mistakes())
                .containsExactly(
                        "14:32: no column \"unit_prise\"; did you mean unit_price? There are order_id, customer_id, quantity, unit_price, ordered_at");
    }

    @Test
    void aWrongTypeInAnExpressionIsReportedWhereItStands() {
        assertThat(Declaration.shop()
                        .with("total_amount: quantity * unit_price", "total_amount: quantity * ordered_at")
                        .mistakes())
                .containsExactly("14:32: *: argument 2 (b) should be number, but is text");
    }

    @Test
    void stagingMayNotImpute() {
        assertThat(Declaration.shop()
                        .with("country: trim(country)", "country: coalesce(trim(country), 'none')")
                        .mistakes())
                .containsExactly(
                        "23:16: staging does not impute: a NULL stays NULL, so that quality can count it; put the constant into the fact's or dimension's column, or into a mart's aggregate");
    }

    @Test
    void stagingMayNotImputeByAConstantOfAnotherName() {
        assertThat(Declaration.shop()
                        .with(
                                "country: trim(country)",
                                "none: \"'none'\"\n      same: none\n      country: coalesce(trim(country), SAME)")
                        .mistakes())
                .containsExactly(
                        "25:16: staging does not impute: a NULL stays NULL, so that quality can count it; put the constant into the fact's or dimension's column, or into a mart's aggregate");
    }

    @Test
    void aColumnDeclaredTwiceIsReported() {
        assertThat(Declaration.shop()
                        .with(
                                "      quantity: try_to_number(quantity)\n",
                                "      quantity: try_to_number(quantity)\n      Quantity: quantity\n")
                        .mistakes())
                .containsExactly("13:7: \"Quantity\" is declared twice here (case does not tell names apart)");
    }

    @Test
    void columnsThatNeedOneAnotherAreReported() {
        assertThat(Declaration.shop()
                        .with(
                                "quantity: try_to_number(quantity)",
                                "first: second + 1\n      second: first + 1\n      quantity: try_to_number(quantity)")
                        .mistakes())
                .containsExactly(
                        "12:14: column \"second\" is declared below; an expression may use only the columns above it");
    }

    @Test
    void aFilterMustBeTrueOrFalse() {
        assertThat(Declaration.shop()
                        .with("\"customer_id <> 'TEST'\"", "customer_id")
                        .mistakes())
                .containsExactly("17:25: expected a condition (boolean), found an expression of type text");
    }

    @Test
    void theLatestRowNeedsAnOrderedColumn() {
        assertThat(Declaration.shop()
                        .with("deduplicate: exact", "deduplicate: {keys: [order_id], latest_by: customer_id}")
                        .mistakes())
                .containsExactly(
                        "18:48: to find the latest row expected a bigint, decimal, date or timestamp, \"customer_id\" is text");
    }

    @Test
    void anUnknownFormatIsNamedWithThoseThereAre() {
        assertThat(Declaration.shop()
                        .with("{location: customers.csv}", "{location: customers.csv, format: parquet}")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("5:52: format \"parquet\" is unknown; expected ")
                .contains("csv");
    }

    @Test
    void freshnessIsNotSupportedYet() {
        assertThat(Declaration.shop()
                        .with("{location: customers.csv}", "{location: customers.csv, freshness: {column: updated_at}}")
                        .mistakes())
                .containsExactly("5:55: freshness is not supported yet; leave it out");
    }

    @Test
    void aDialectIsChecked() {
        assertThat(Declaration.shop()
                        .with(
                                "{location: customers.csv}",
                                "{location: customers.csv, csv: {delimiter: '', encoding: utf8000, max_record_bytes: 1, quoted_newlines: maybe}}")
                        .mistakes())
                .containsExactly(
                        "5:61: expected 1 to 20 characters of one line as delimiter, found \"\"",
                        "5:75: unknown encoding \"utf8000\"; expected an IANA name such as utf-8, iso-8859-1 or windows-1252",
                        "5:102: expected a number of bytes from 1024 to 1073741824, found \"1\"",
                        "5:122: unknown quoted_newlines \"maybe\"; expected one of auto, yes, no");
    }

    @Test
    void aFileWithoutHeaderNeedsColumns() {
        assertThat(Declaration.shop()
                        .with("{location: customers.csv}", "{location: customers.csv, csv: {header: false}}")
                        .mistakes())
                .containsExactly(
                        "5:18: source raw_customers needs \"columns\": its files have no header that names them");
    }
}
