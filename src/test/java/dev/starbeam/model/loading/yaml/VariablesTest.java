package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void aVariableOfTheFileIsFilledIn() throws InvalidPipelineException {
        assertThat(location(Declaration.shop())).isEqualTo("data/orders.csv");
    }

    @Test
    void theCommandLineWinsOverTheFile() throws InvalidPipelineException {
        Declaration shop =
                Declaration.shop().with("raw: data", "raw: elsewhere").withVariable("raw", "data");
        assertThat(location(shop)).isEqualTo("data/orders.csv");
    }

    @Test
    void theCommandLineMayGiveAVariableThatTheFileOnlyUses() throws InvalidPipelineException {
        Declaration shop = Declaration.shop().with("{raw: data}", "{}").withVariable("raw", "data");
        assertThat(location(shop)).isEqualTo("data/orders.csv");
    }

    @Test
    void aVariableMayUseVariablesAndTheEnvironment() throws InvalidPipelineException {
        Declaration shop = Declaration.shop().with("{raw: data}", "{raw: '${home}', home: '${env:HOME_DIR}'}");
        assertThat(location(shop)).isEqualTo("data/orders.csv");
    }

    @Test
    void aDoubledDollarIsNoVariable() throws InvalidPipelineException {
        Declaration shop = Declaration.shop().with("pipeline: shop", "pipeline: shop\ndescription: costs $5, $${raw}");
        assertThat(shop.load().name()).isEqualTo("shop");
        Declaration filter = Declaration.shop().with("customer_id <> 'TEST'", "customer_id <> '$${raw}'");
        assertThat(filter.load()
                        .staged("stg_orders")
                        .filters()
                        .get(0)
                        .condition()
                        .sql())
                .isEqualTo("customer_id <> '${raw}'");
    }

    @Test
    void aVariableNobodyUsesIsReported() {
        assertThat(Declaration.shop().withVariable("rwa", "x").mistakes())
                .containsExactly(
                        "1:1: --var rwa=…: the pipeline uses no variable \"rwa\"; expected raw; did you mean \"raw\"?");
    }

    @Test
    void aFaultyVariableIsReportedOnceAndNotWhereItIsUsed() {
        assertThat(Declaration.shop().with("{raw: data}", "{raw: '${nowhere}'}").mistakes())
                .containsExactly("2:19: undefined variable \"nowhere\"; expected raw");
    }

    @Test
    void numbersMayComeFromVariables() throws InvalidPipelineException {
        Declaration shop = Declaration.shop()
                .with("{raw: data}", "{raw: data, factor: 2.5}")
                .with("column: quantity,", "column: quantity, factor: \"${factor}\",");
        assertThat(shop.load().checks().get(0).rule().toString()).contains("2.5");
    }

    private static String location(Declaration declaration) throws InvalidPipelineException {
        return declaration.load().source("raw_orders").location();
    }
}
