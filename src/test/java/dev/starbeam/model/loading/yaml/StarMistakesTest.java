package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mistakes in dimensions and facts, with their places and words. */
class StarMistakesTest {
    @Test
    void anUnknownColumnInTheGrainIsReported() {
        assertThat(Declaration.shop()
                        .with("grain: [order_id]", "grain: [order_id, order_idd]")
                        .mistakes())
                .containsExactly(
                        "31:23: unknown column \"order_idd\" in fact_orders; expected one of order_id, customer_id, quantity, unit_price, total_amount, ordered_at, country; did you mean \"order_id\"?");
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
    void anUnknownDimensionIsReported() {
        assertThat(Declaration.shop()
                        .with("customer_id: dim_customers,", "customer_id: dim_customer,")
                        .mistakes())
                .containsExactly(
                        "33:31: unknown dimension \"dim_customer\"; expected one of dim_customers, dim_date; did you mean \"dim_customers\"?");
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
    void aColumnIsAKeyOfALookupOnce() {
        assertThat(Declaration.shop()
                        .with(
                                "{on: customer_id, columns: [country]}",
                                "{on: {customer_id: customer_id, order_id: customer_id}, columns: [country]}")
                        .mistakes())
                .containsExactly(
                        "32:72: \"customer_id\" is a key already; each column of the entity looked into can be one once");
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
