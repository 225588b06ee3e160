package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mistakes in keys, values, names and variables wherever they stand, with their places and words. */
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
                        "16:5: unknown key \"requird\" in staged entity stg_orders; expected one of columns, deduplicate, description, filters, from, interval, max_rejected, max_unparsable, required; did you mean \"required\"?");
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
    void anUnknownEntityIsReported() {
        assertThat(Declaration.shop()
                        .with("from: stg_orders", "from: stg_order")
                        .mistakes())
                .containsExactly(
                        "30:11: unknown staged entity \"stg_order\"; expected one of stg_orders, stg_customers; did you mean \"stg_orders\"?");
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
}
