package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each kind of mistake, with its place and its words. */
class MistakesTest {
    @Test
    void theShopIsWithoutMistake() {
        assertThat(Declaration.shop().mistakes()).isEmpty();
    }

    @Test
    void aKeyThatNobodyKnowsIsNamedWithTheNearestOne() {
        assertThat(Declaration.shop()
                        .with("required: [order_id]", "requird: [order_id]")
                        .mistakes())
                .containsExactly(
                        "16:5: unknown key \"requird\" in staged entity stg_orders; expected one of columns, deduplicate, description, filters, from, interval, required; did you mean \"required\"?");
    }

    @Test
    void aTextWhereAListBelongsIsReported() {
        assertThat(Declaration.shop()
                        .with("required: [order_id]", "required: order_id")
                        .mistakes())
                .containsExactly("16:15: expected a list of columns, found \"order_id\"");
    }

    @Test
    void aListWhereATextBelongsIsReported() {
        assertThat(Declaration.shop()
                        .with("fact_orders:\n    from: stg_orders", "fact_orders:\n    from: [stg_orders]")
                        .mistakes())
                .containsExactly("30:11: expected the name of a staged entity, found a list");
    }

    @Test
    void aMissingKeyIsReportedWithItsMeaning() {
        assertThat(Declaration.shop().with("    grain: [order_id]\n", "").mistakes())
                .containsExactly("30:5: fact fact_orders needs \"grain\": the columns that together identify a row");
    }

    @Test
    void aKeyWithoutValueIsMissing() {
        assertThat(Declaration.shop()
                        .with("    grain: [order_id]", "    grain:")
                        .mistakes())
                .containsExactly("31:11: fact fact_orders needs \"grain\": the columns that together identify a row");
    }

    @Test
    void anUnknownSourceIsReported() {
        assertThat(Declaration.shop()
                        .with("from: raw_orders", "from: raw_order")
                        .mistakes())
                .containsExactly(
                        "8:11: unknown source \"raw_order\"; expected one of raw_orders, raw_customers; did you mean \"raw_orders\"?");
    }

    @Test
    void anUnknownEntityIsReported() {
        assertThat(Declaration.shop()
                        .with("from: stg_orders", "from: stg_order")
                        .mistakes())
                .containsExactly(
                        "30:11: unknown staged entity \"stg_order\"; expected one of stg_orders, stg_customers; did you mean \"stg_orders\"?");
    }

    @Test
    void anUnknownColumnInTheGrainIsReported() {
        assertThat(Declaration.shop()
                        .with("grain: [order_id]", "grain: [order_id, order_idd]")
                        .mistakes())
                .containsExactly(
                        "31:23: unknown column \"order_idd\" in fact_orders; expected one of order_id, customer_id, quantity, unit_price, total_amount, ordered_at, country; did you mean \"order_id\"?");
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
    void anUnknownNaturalKeyIsReported() {
        assertThat(Declaration.shop()
                        .with("natural_key: customer_id", "natural_key: custmer_id")
                        .mistakes())
                .containsExactly(
                        "26:53: unknown column \"custmer_id\" in stg_customers; expected one of customer_id, country, updated_at; did you mean \"customer_id\"?");
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
    void anUnknownDimensionIsReported() {
        assertThat(Declaration.shop()
                        .with("customer_id: dim_customers,", "customer_id: dim_customer,")
                        .mistakes())
                .containsExactly(
                        "33:31: unknown dimension \"dim_customer\"; expected one of dim_customers, dim_date; did you mean \"dim_customers\"?");
    }

    @Test
    void anUnknownCheckIsReported() {
        assertThat(Declaration.shop().with("check: iqr,", "check: iqrs,").mistakes())
                .containsExactly(
                        "35:13: unknown check \"iqrs\"; expected one of iqr, zscore, references, null_rate, non_negative, unique, accepted_values, range, row_count, expression; did you mean \"iqr\"?");
    }

    @Test
    void anIqrOfTextIsReported() {
        assertThat(Declaration.shop()
                        .with("column: quantity,", "column: order_id,")
                        .mistakes())
                .containsExactly("35:26: check iqr needs a number, \"order_id\" is text");
    }

    @Test
    void anUndefinedVariableIsReported() {
        assertThat(Declaration.shop()
                        .with("\"${raw}/orders.csv\"", "\"${rwa}/orders.csv\"")
                        .mistakes())
                .containsExactly("4:27: undefined variable \"rwa\"; expected raw; did you mean \"raw\"?");
    }

    @Test
    void anUnsetEnvironmentVariableIsReported() {
        assertThat(Declaration.shop()
                        .with("\"${raw}/orders.csv\"", "\"${env:NOWHERE}/orders.csv\"")
                        .mistakes())
                .containsExactly("4:27: the environment has no variable NOWHERE; set it before starting");
    }

    @Test
    void anOpenVariableIsReported() {
        assertThat(Declaration.shop()
                        .with("\"${raw}/orders.csv\"", "\"${raw/orders.csv\"")
                        .mistakes())
                .containsExactly("4:27: \"${\" is not closed; expected ${name}, or $${ for the characters ${");
    }

    @Test
    void variablesThatUseOneAnotherAreReported() {
        assertThat(Declaration.shop()
                        .with("{raw: data}", "{raw: '${base}', base: '${raw}'}")
                        .mistakes())
                .containsExactly("2:36: variables go round in a circle: raw → base → raw");
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
    void tablesOfDifferentKindsShareOneSpaceOfNames() {
        assertThat(Declaration.shop()
                        .with("  dim_customers: {from: stg_customers", "  stg_orders: {from: stg_customers")
                        .mistakes())
                .containsExactly(
                        "26:3: \"stg_orders\" is already the name of a staged entity",
                        "33:31: unknown dimension \"dim_customers\"; expected one of stg_orders, dim_date");
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
    void aCalendarNeedsADateOrTimestamp() {
        assertThat(Declaration.shop()
                        .with("ordered_at: try_to_timestamp_ntz(ordered_at)", "ordered_at: ordered_at")
                        .mistakes())
                .containsExactly(
                        "33:46: a reference to the calendar dim_date must be a date or timestamp, \"ordered_at\" is text");
    }

    @Test
    void aReferenceNeedsTheTypeOfTheNaturalKey() {
        assertThat(Declaration.shop()
                        .with("customer_id: nullif(trim(id), '')", "customer_id: try_to_number(id)")
                        .mistakes())
                .containsExactly(
                        "32:35: keys of different types: \"customer_id\" is text, \"customer_id\" of the entity looked into is bigint; stage both with one type",
                        "33:18: \"customer_id\" is text, the natural key \"customer_id\" of dim_customers is bigint; stage both with one type");
    }

    @Test
    void aLeadingUnderscoreIsReserved() {
        assertThat(Declaration.shop()
                        .with("country: trim(country)", "country: trim(country)\n      _loaded: country")
                        .mistakes())
                .containsExactly(
                        "24:7: \"_loaded\" cannot name a column; names with a leading underscore are reserved for what Starbeam adds, e.g. _source_file");
    }

    @Test
    void aHostileNameIsRefused() {
        assertThat(Declaration.shop()
                        .with(
                                "country: trim(country)",
                                "country: trim(country)\n      'a\"; drop table x; --': country")
                        .mistakes())
                .containsExactly(
                        "24:7: \"a\"; drop table x; --\" cannot name a column; expected letters, digits and underscores, at most 128, and no digit first");
    }

    @Test
    void aColumnMayNotTakeTheNameOfAReferencesKey() {
        assertThat(Declaration.shop()
                        .with(
                                "ordered_at: try_to_timestamp_ntz(ordered_at)",
                                "ordered_at: try_to_timestamp_ntz(ordered_at)\n      customer_key: order_id")
                        .mistakes())
                .containsExactly(
                        "34:18: the reference would make a second column \"customer_key\" in fact_orders; rename the column, or name the key: customer_id: {dimension: dim_customers, key: …}");
    }

    @Test
    void anAttributeMayNotTakeTheNameOfTheSurrogateKey() {
        assertThat(Declaration.shop()
                        .with("columns: [country]}\n  dim_date", "columns: {customer_key: country}}\n  dim_date")
                        .mistakes())
                .containsExactly(
                        "26:98: \"customer_key\" is the name of the dimension's surrogate key; rename the column, or give the key another name with key: …");
    }

    @Test
    void theNaturalKeyIsNoAttribute() {
        assertThat(Declaration.shop()
                        .with("columns: [country]}\n  dim_date", "columns: [country, customer_id]}\n  dim_date")
                        .mistakes())
                .containsExactly(
                        "26:98: \"customer_id\" is the natural key and always a column; leave it out of columns");
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
    void lookupKeysNeedOneType() {
        assertThat(Declaration.shop()
                        .with(
                                "{on: customer_id, columns: [country]}",
                                "{on: {quantity: customer_id}, columns: [country]}")
                        .mistakes())
                .containsExactly(
                        "32:46: keys of different types: \"quantity\" is bigint, \"customer_id\" of the entity looked into is text; stage both with one type");
    }

    @Test
    void aLookedUpColumnMayNotHideOurs() {
        assertThat(Declaration.shop()
                        .with(
                                "{on: customer_id, columns: [country]}",
                                "{on: customer_id, columns: {quantity: country}}")
                        .mistakes())
                .containsExactly(
                        "32:58: there is already a column \"quantity\"; fetch it under another name: columns: {new_name: quantity}");
    }

    @Test
    void anUnknownFormatIsNamedWithThoseThereAre() {
        assertThat(Declaration.shop()
                        .with("{location: customers.csv}", "{location: customers.csv, format: parquet}")
                        .mistakes())
                .containsExactly("5:52: format \"parquet\" is unknown; expected csv");
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
                                "{location: customers.csv, csv: {delimiter: ';;', encoding: utf8000, max_record_bytes: 1, quoted_newlines: maybe}}")
                        .mistakes())
                .containsExactly(
                        "5:61: expected one ASCII character as delimiter, found \";;\"",
                        "5:77: unknown encoding \"utf8000\"; expected an IANA name such as utf-8, iso-8859-1 or windows-1252",
                        "5:104: expected a number of bytes from 1024 to 1073741824, found \"1\"",
                        "5:124: unknown quoted_newlines \"maybe\"; expected one of auto, yes, no");
    }

    @Test
    void aFileWithoutHeaderNeedsColumns() {
        assertThat(Declaration.shop()
                        .with("{location: customers.csv}", "{location: customers.csv, csv: {header: false}}")
                        .mistakes())
                .containsExactly(
                        "5:18: source raw_customers needs \"columns\": its files have no header that names them");
    }

    @Test
    void rangeBoundsAreLiteralsOfTheType() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: range, column: ordered_at, min: 2010-13-01}")
                        .mistakes())
                .containsExactly(
                        "35:45: \"2010-13-01\" is no timestamp, which \"ordered_at\" is; expected a timestamp such as 2010-12-31 08:26:00");
    }

    @Test
    void rangeBoundsStandInOrder() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: range, column: unit_price, min: 5, max: 1.25}")
                        .mistakes())
                .containsExactly("35:5: min (5) is greater than max (1.25); no row could pass");
    }

    @Test
    void aKeyOfAnotherCheckIsReported() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: null_rate, column: quantity, max: 2, by: order_id}")
                        .mistakes())
                .containsExactly(
                        "35:5: check null_rate takes no \"by\"; expected one of check, column, id, max, on_failure, severity, table",
                        "35:47: expected a share from 0 to 1, found \"2\"");
    }

    @Test
    void onlyRowsCanBeQuarantined() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: row_count, min: 1, on_failure: quarantine}")
                        .mistakes())
                .containsExactly(
                        "35:5: check row_count judges the table as a whole and has no rows to quarantine; expected on_failure: keep");
    }

    @Test
    void onlyRowsOfFactsCanBeQuarantined() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: unique, table: dim_customers, on_failure: quarantine}")
                        .mistakes())
                .containsExactly(
                        "35:5: only rows of facts can be quarantined, a member of dim_customers left out would make orphans; expected on_failure: keep");
    }

    @Test
    void acceptedValuesAreOfTheType() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: accepted_values, column: quantity, values: [1, a]}")
                        .mistakes())
                .containsExactly(
                        "35:60: \"a\" is no bigint, which \"quantity\" is; expected a whole number such as 42");
    }

    @Test
    void aGeneratedCalendarIsNotChecked() {
        assertThat(Declaration.shop()
                        .with("{check: iqr, column: quantity, severity: warn}", "{check: unique, table: dim_date}")
                        .mistakes())
                .containsExactly("35:28: \"dim_date\" is generated; there is nothing to check");
    }

    @Test
    void aCheckNamesAKnownTable() {
        assertThat(Declaration.shop()
                        .with("{check: iqr, column: quantity, severity: warn}", "{check: unique, table: fact_order}")
                        .mistakes())
                .containsExactly(
                        "35:28: unknown fact or dimension \"fact_order\"; expected one of dim_customers, fact_orders; did you mean \"fact_orders\"?");
    }

    @Test
    void twoChecksNeedTwoIds() {
        assertThat(Declaration.shop()
                        .with("severity: warn}", "severity: warn}\n  - {check: iqr, column: quantity, factor: 3}")
                        .mistakes())
                .containsExactly(
                        "36:5: two checks are called \"fact_orders.iqr(quantity)\"; give this one an id of its own");
    }

    @Test
    void aCalendarIsChecked() {
        assertThat(Declaration.shop()
                        .with("holidays: GB", "holidays: UK, from: 2011-01-01, to: 2010-01-01")
                        .mistakes())
                .containsExactly(
                        "27:24: the calendar ends (2010-01-01) before it begins (2011-01-01)",
                        "27:62: unknown country \"UK\"; expected an ISO 3166 code such as GB, DE or GB-ENG");
    }

    @Test
    void aReferenceNeedsAPublishedColumn() {
        assertThat(Declaration.shop()
                        .with(
                                "    references: {customer_id: dim_customers, ordered_at: dim_date}\n",
                                "    columns: [order_id, quantity]\n    references: {customer_id: dim_customers}\n")
                        .mistakes())
                .containsExactly(
                        "34:18: column \"customer_id\" is in stg_orders but not in fact_orders, which keeps its natural keys; add it to columns");
    }

    @Test
    void twoReferencesToOneDimensionNeedTwoKeys() {
        assertThat(Declaration.shop()
                        .with("customer_id: dim_customers,", "customer_id: dim_customers, order_id: dim_customers,")
                        .mistakes())
                .containsExactly(
                        "33:46: two references would both make the column \"customer_key\"; name this one: order_id: {dimension: dim_customers, key: …}");
    }
}
