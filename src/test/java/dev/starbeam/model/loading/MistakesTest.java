package dev.starbeam.model.loading;

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
        System.out.println("@@" + "aKeyThatNobodyKnowsIsNamedWithTheNearestOne");
        Declaration.shop().with("required: [order_id]", "requird: [order_id]").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aTextWhereAListBelongsIsReported() {
        System.out.println("@@" + "aTextWhereAListBelongsIsReported");
        Declaration.shop().with("required: [order_id]", "required: order_id").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aListWhereATextBelongsIsReported() {
        System.out.println("@@" + "aListWhereATextBelongsIsReported");
        Declaration.shop().with("fact_orders:\n    from: stg_orders", "fact_orders:\n    from: [stg_orders]").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aMissingKeyIsReportedWithItsMeaning() {
        System.out.println("@@" + "aMissingKeyIsReportedWithItsMeaning");
        Declaration.shop().with("    grain: [order_id]\n", "").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aKeyWithoutValueIsMissing() {
        System.out.println("@@" + "aKeyWithoutValueIsMissing");
        Declaration.shop().with("    grain: [order_id]", "    grain:").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownSourceIsReported() {
        System.out.println("@@" + "anUnknownSourceIsReported");
        Declaration.shop().with("from: raw_orders", "from: raw_order").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownEntityIsReported() {
        System.out.println("@@" + "anUnknownEntityIsReported");
        Declaration.shop().with("from: stg_orders", "from: stg_order").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownColumnInTheGrainIsReported() {
        System.out.println("@@" + "anUnknownColumnInTheGrainIsReported");
        Declaration.shop().with("grain: [order_id]", "grain: [order_id, order_idd]").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownRequiredColumnIsReported() {
        System.out.println("@@" + "anUnknownRequiredColumnIsReported");
        Declaration.shop().with("required: [order_id]", "required: [orderid]").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownNaturalKeyIsReported() {
        System.out.println("@@" + "anUnknownNaturalKeyIsReported");
        Declaration.shop().with("natural_key: customer_id", "natural_key: custmer_id").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownColumnInAnExpressionIsReportedWhereItStands() {
        System.out.println("@@" + "anUnknownColumnInAnExpressionIsReportedWhereItStands");
        Declaration.shop().with("total_amount: quantity * unit_price", "total_amount: quantity * unit_prise").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aWrongTypeInAnExpressionIsReportedWhereItStands() {
        System.out.println("@@" + "aWrongTypeInAnExpressionIsReportedWhereItStands");
        Declaration.shop().with("total_amount: quantity * unit_price", "total_amount: quantity * ordered_at").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownDimensionIsReported() {
        System.out.println("@@" + "anUnknownDimensionIsReported");
        Declaration.shop().with("customer_id: dim_customers,", "customer_id: dim_customer,").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnknownCheckIsReported() {
        System.out.println("@@" + "anUnknownCheckIsReported");
        Declaration.shop().with("check: iqr,", "check: iqrs,").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anIqrOfTextIsReported() {
        System.out.println("@@" + "anIqrOfTextIsReported");
        Declaration.shop().with("column: quantity,", "column: order_id,").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUndefinedVariableIsReported() {
        System.out.println("@@" + "anUndefinedVariableIsReported");
        Declaration.shop().with("\"${raw}/orders.csv\"", "\"${rwa}/orders.csv\"").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anUnsetEnvironmentVariableIsReported() {
        System.out.println("@@" + "anUnsetEnvironmentVariableIsReported");
        Declaration.shop().with("\"${raw}/orders.csv\"", "\"${env:NOWHERE}/orders.csv\"").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anOpenVariableIsReported() {
        System.out.println("@@" + "anOpenVariableIsReported");
        Declaration.shop().with("\"${raw}/orders.csv\"", "\"${raw/orders.csv\"").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void variablesThatUseOneAnotherAreReported() {
        System.out.println("@@" + "variablesThatUseOneAnotherAreReported");
        Declaration.shop().with("{raw: data}", "{raw: '${base}', base: '${raw}'}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void stagingMayNotImpute() {
        System.out.println("@@" + "stagingMayNotImpute");
        Declaration.shop().with("country: trim(country)", "country: coalesce(trim(country), 'none')").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aColumnDeclaredTwiceIsReported() {
        System.out.println("@@" + "aColumnDeclaredTwiceIsReported");
        Declaration.shop().with("      quantity: try_to_number(quantity)\n", "      quantity: try_to_number(quantity)\n      Quantity: quantity\n").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void tablesOfDifferentKindsShareOneSpaceOfNames() {
        System.out.println("@@" + "tablesOfDifferentKindsShareOneSpaceOfNames");
        Declaration.shop().with("  dim_customers: {from: stg_customers", "  stg_orders: {from: stg_customers").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void columnsThatNeedOneAnotherAreReported() {
        System.out.println("@@" + "columnsThatNeedOneAnotherAreReported");
        Declaration.shop().with("quantity: try_to_number(quantity)", "first: second + 1\n      second: first + 1\n      quantity: try_to_number(quantity)").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aCalendarNeedsADateOrTimestamp() {
        System.out.println("@@" + "aCalendarNeedsADateOrTimestamp");
        Declaration.shop().with("ordered_at: try_to_timestamp_ntz(ordered_at)", "ordered_at: ordered_at").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aReferenceNeedsTheTypeOfTheNaturalKey() {
        System.out.println("@@" + "aReferenceNeedsTheTypeOfTheNaturalKey");
        Declaration.shop().with("customer_id: nullif(trim(id), '')", "customer_id: try_to_number(id)").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aLeadingUnderscoreIsReserved() {
        System.out.println("@@" + "aLeadingUnderscoreIsReserved");
        Declaration.shop().with("country: trim(country)", "country: trim(country)\n      _loaded: country").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aHostileNameIsRefused() {
        System.out.println("@@" + "aHostileNameIsRefused");
        Declaration.shop().with("country: trim(country)", "country: trim(country)\n      'a\"; drop table x; --': country").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aColumnMayNotTakeTheNameOfAReferencesKey() {
        System.out.println("@@" + "aColumnMayNotTakeTheNameOfAReferencesKey");
        Declaration.shop().with("ordered_at: try_to_timestamp_ntz(ordered_at)", "ordered_at: try_to_timestamp_ntz(ordered_at)\n      customer_key: order_id").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anAttributeMayNotTakeTheNameOfTheSurrogateKey() {
        System.out.println("@@" + "anAttributeMayNotTakeTheNameOfTheSurrogateKey");
        Declaration.shop().with("columns: [country]}\n  dim_date", "columns: {customer_key: country}}\n  dim_date").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void theNaturalKeyIsNoAttribute() {
        System.out.println("@@" + "theNaturalKeyIsNoAttribute");
        Declaration.shop().with("columns: [country]}\n  dim_date", "columns: [country, customer_id]}\n  dim_date").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aFilterMustBeTrueOrFalse() {
        System.out.println("@@" + "aFilterMustBeTrueOrFalse");
        Declaration.shop().with("\"customer_id <> 'TEST'\"", "customer_id").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void theLatestRowNeedsAnOrderedColumn() {
        System.out.println("@@" + "theLatestRowNeedsAnOrderedColumn");
        Declaration.shop().with("deduplicate: exact", "deduplicate: {keys: [order_id], latest_by: customer_id}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void lookupKeysNeedOneType() {
        System.out.println("@@" + "lookupKeysNeedOneType");
        Declaration.shop().with("{on: customer_id, columns: [country]}", "{on: {quantity: customer_id}, columns: [country]}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aLookedUpColumnMayNotHideOurs() {
        System.out.println("@@" + "aLookedUpColumnMayNotHideOurs");
        Declaration.shop().with("{on: customer_id, columns: [country]}", "{on: customer_id, columns: {quantity: country}}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void historyIsNotSupportedYet() {
        System.out.println("@@" + "historyIsNotSupportedYet");
        Declaration.shop().with("columns: [country]}\n  dim_date", "columns: [country], scd: 2}\n  dim_date").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void formatsOtherThanCsvAreNotSupportedYet() {
        System.out.println("@@" + "formatsOtherThanCsvAreNotSupportedYet");
        Declaration.shop().with("{location: customers.csv}", "{location: customers.csv, format: parquet}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void freshnessIsNotSupportedYet() {
        System.out.println("@@" + "freshnessIsNotSupportedYet");
        Declaration.shop().with("{location: customers.csv}", "{location: customers.csv, freshness: {column: updated_at}}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aDialectIsChecked() {
        System.out.println("@@" + "aDialectIsChecked");
        Declaration.shop().with("{location: customers.csv}", "{location: customers.csv, csv: {delimiter: ';;', encoding: utf8000, max_record_bytes: 1, quoted_newlines: maybe}}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aFileWithoutHeaderNeedsColumns() {
        System.out.println("@@" + "aFileWithoutHeaderNeedsColumns");
        Declaration.shop().with("{location: customers.csv}", "{location: customers.csv, csv: {header: false}}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void rangeBoundsAreLiteralsOfTheType() {
        System.out.println("@@" + "rangeBoundsAreLiteralsOfTheType");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: range, column: ordered_at, min: 2010-13-01}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void rangeBoundsStandInOrder() {
        System.out.println("@@" + "rangeBoundsStandInOrder");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: range, column: unit_price, min: 5, max: 1.25}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aKeyOfAnotherCheckIsReported() {
        System.out.println("@@" + "aKeyOfAnotherCheckIsReported");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: null_rate, column: quantity, max: 2, by: order_id}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void onlyRowsCanBeQuarantined() {
        System.out.println("@@" + "onlyRowsCanBeQuarantined");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: row_count, min: 1, on_failure: quarantine}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void onlyRowsOfFactsCanBeQuarantined() {
        System.out.println("@@" + "onlyRowsOfFactsCanBeQuarantined");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: unique, table: dim_customers, on_failure: quarantine}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void acceptedValuesAreOfTheType() {
        System.out.println("@@" + "acceptedValuesAreOfTheType");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: accepted_values, column: quantity, values: [1, a]}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aGeneratedCalendarIsNotChecked() {
        System.out.println("@@" + "aGeneratedCalendarIsNotChecked");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: unique, table: dim_date}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aCheckNamesAKnownTable() {
        System.out.println("@@" + "aCheckNamesAKnownTable");
        Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", "{check: unique, table: fact_order}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void twoChecksNeedTwoIds() {
        System.out.println("@@" + "twoChecksNeedTwoIds");
        Declaration.shop().with("severity: warn}", "severity: warn}\n  - {check: iqr, column: quantity, factor: 3}").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aCalendarIsChecked() {
        System.out.println("@@" + "aCalendarIsChecked");
        Declaration.shop().with("holidays: GB", "holidays: UK, from: 2011-01-01, to: 2010-01-01").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aReferenceNeedsAPublishedColumn() {
        System.out.println("@@" + "aReferenceNeedsAPublishedColumn");
        Declaration.shop().with("    references: {customer_id: dim_customers, ordered_at: dim_date}\n", "    columns: [order_id, quantity]\n    references: {customer_id: dim_customers}\n").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void twoReferencesToOneDimensionNeedTwoKeys() {
        System.out.println("@@" + "twoReferencesToOneDimensionNeedTwoKeys");
        Declaration.shop().with("customer_id: dim_customers,", "customer_id: dim_customers, order_id: dim_customers,").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void textThatIsNoYamlIsReported() {
        System.out.println("@@" + "textThatIsNoYamlIsReported");
        Declaration.shop().with("pipeline: shop", "pipeline: [shop").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void aPipelineWithoutFactIsReported() {
        System.out.println("@@" + "aPipelineWithoutFactIsReported");
        Declaration.shop().with("facts:\n  fact_orders:\n    from: stg_orders\n    grain: [order_id]\n    lookups: {stg_customers: {on: customer_id, columns: [country]}}\n    references: {customer_id: dim_customers, ordered_at: dim_date}\nquality:\n  - {check: iqr, column: quantity, severity: warn}\n", "").mistakes().forEach(m -> System.out.println("@" + m));
    }

    @Test
    void anAliasThatUnfoldsWithoutEndIsRefused() {
        System.out.println("@@" + "anAliasThatUnfoldsWithoutEndIsRefused");
        Declaration.shop().with("pipeline: shop", "pipeline: shop\ndescription: &a [*a]").mistakes().forEach(m -> System.out.println("@" + m));
    }
}
