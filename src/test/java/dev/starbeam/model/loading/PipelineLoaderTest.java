package dev.starbeam.model.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.ReferenceModel.OnOrphan;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.loading.source.LocalHeaders;
import dev.starbeam.model.loading.source.NamedColumns;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLoaderTest {
    @TempDir
    Path folder;

    @Test
    void everyPartBecomesARecord() throws InvalidPipelineException {
        PipelineModel model = Declaration.shop().load();
        assertThat(((FilesModel) model.source("raw_orders")).header()).isEqualTo(HeaderPolicy.DEFAULT);
        assertThat(model.staged("stg_orders").required()).containsExactly("order_id");
        assertThat(model.staged("stg_orders").deduplication()).isEqualTo(new Deduplication.ExactDuplicates());
        DimensionModel customers = model.dimension("dim_customers");
        assertThat(customers.keyColumn()).isEqualTo("customer_key");
        assertThat(customers.naturalKeyFields()).containsExactly(new Field("customer_id", ColumnType.TEXT));
        assertThat(customers.columns()).extracting(ColumnModel::name).containsExactly("country", "_version");
        assertThat(customers.version()).isEqualTo("_version");
        assertThat(model.dateDimension()).isNotNull();
    }

    @Test
    void aFactWithoutColumnsTakesThoseOfItsEntityAndLookups() throws InvalidPipelineException {
        FactModel fact = Declaration.shop().load().fact("fact_orders");
        assertThat(fact.columns())
                .extracting(ColumnModel::name)
                .containsExactly(
                        "order_id", "customer_id", "quantity", "unit_price", "total_amount", "ordered_at", "country");
        assertThat(fact.lookups())
                .containsExactly(new LookupModel(
                        "stg_customers",
                        List.of("customer_id"),
                        List.of("customer_id"),
                        List.of(new LookupModel.Fetched("country", new Field("country", ColumnType.TEXT))),
                        LookupModel.OnUnmatched.KEEP));
        assertThat(fact.references())
                .containsExactly(
                        new ReferenceModel("customer_id", "dim_customers", "customer_key", OnOrphan.UNKNOWN_MEMBER),
                        new ReferenceModel("ordered_at", "dim_date", "ordered_date_key", OnOrphan.UNKNOWN_MEMBER));
    }

    @Test
    void aLookupMayUseWhatTheOneBeforeFetched() throws InvalidPipelineException {
        FactModel fact = Declaration.shop()
                .with(
                        "lookups: {stg_customers: {on: customer_id, columns: [country]}}",
                        "lookups: {stg_customers: {on: customer_id, columns: {home: country}},"
                                + " stg_orders: {on: {home: order_id}, columns: {other: quantity}}}")
                .load()
                .fact("fact_orders");
        assertThat(fact.lookups()).hasSize(2);
        assertThat(fact.lookups().get(1).probeKeys()).containsExactly("home");
    }

    @Test
    void rowsThatAreQuarantinedDoNotFailTheirCheckUnlessAShareIsDeclared() throws InvalidPipelineException {
        List<CheckModel> checks = Declaration.shop()
                .with(
                        "severity: warn}",
                        "severity: warn}\n  - {check: non_negative, column: quantity, on_failure: quarantine}\n"
                                + "  - {check: range, column: quantity, max: 9, max_share: 0.5}")
                .load()
                .checks();
        assertThat(checks)
                .extracting(CheckModel::max)
                .containsExactly(BigDecimal.ZERO, BigDecimal.ONE, new BigDecimal("0.5"));
        assertThat(checks.get(1).onFailure()).isEqualTo(OnFailure.QUARANTINE);
        assertThat(checks.get(1).severity()).isEqualTo(Severity.ERROR);
        assertThat(checks.get(2).id()).isEqualTo("fact_orders.range(quantity)");
    }

    @Test
    void missingColumnsMayBeNull() throws InvalidPipelineException {
        PipelineModel model = Declaration.shop()
                .with("{location: customers.csv}", "{location: customers.csv, header: {missing: null}}")
                .load();
        FilesModel customers = (FilesModel) model.source("raw_customers");
        assertThat(customers.header().missing()).isEqualTo(HeaderPolicy.Missing.NULL);
    }

    @Test
    void eachSourceIsAskedOnceForItsColumns() throws InvalidPipelineException {
        List<String> asked = new ArrayList<>();
        NamedColumns.Names names = source -> {
            asked.add(source.location());
            return source.location().startsWith("data")
                    ? List.of("order_id", "customer_id", "quantity", "unit_price", "ordered_at")
                    : List.of("id", "country", "updated_at");
        };
        Declaration.shop().load(new NamedColumns(names));
        assertThat(asked).containsExactly("data/orders.csv", "customers.csv");
    }

    @Test
    void allMistakesAreReportedAtOnceInOrderAndNoneTwice() {
        Declaration shop = Declaration.shop()
                .with("pipeline: shop", "pipeline: 1shop")
                .with("quantity: try_to_number(quantity)", "quantity: try_to_number(quantiti)")
                .with("natural_key: customer_id", "natural_key: id")
                .with("holidays: GB", "holidays: Britain")
                .with("check: iqr", "check: irq")
                .withMart("sales.sql", "select 1 from star.fact_order");
        assertThat(shop.mistakes().stream().map(m -> m.replaceFirst(": .*", "")))
                .containsExactly("sales.sql:1:15", "1:11", "12:31", "26:53", "27:62", "35:13");
    }

    @Test
    void whatDependsOnAFaultyPartIsNotReportedAgain() {
        Declaration shop = Declaration.shop().with("location: customers.csv", "location: nowhere.csv");
        assertThat(shop.mistakes())
                .singleElement()
                .asString()
                .startsWith("5:29: no file matches nowhere.csv;" + " a relative path is looked for in "
                        + Path.of("").toAbsolutePath() + ", then ");
    }

    @Test
    void theMessageHasOneLineAMistakeThatEditorsCanFollow() {
        InvalidPipelineException e = catchThrowableOfType(
                InvalidPipelineException.class,
                () -> Declaration.of("pipelin: x\n").load());
        assertThat(e).message().contains("pipeline.yaml:1:1: unknown key \"pipelin\" in the pipeline");
        assertThat(e.getMessage().lines()).hasSameSizeAs(e.mistakes()).hasSize(5);
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsReported() throws IOException {
        assertThatThrownBy(() -> load(folder.resolve("none.yaml")))
                .hasMessage(folder.resolve("none.yaml") + ":1:1: there is no such file; expected a directory with a"
                        + " pipeline.yaml, or the file itself");
        Path file = Files.write(folder.resolve("pipeline.yaml"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(() -> load(file)).hasMessage(file + ":1:1: is not UTF-8 text");
        Files.writeString(file, "");
        assertThatThrownBy(() -> load(file))
                .hasMessage(file + ":1:1: the file is empty; expected a pipeline: name, sources, staging, facts");
        Files.writeString(file, "pipeline: a\u0007b");
        assertThatThrownBy(() -> load(file)).hasMessage(file + ":1:12: not YAML: a control character, U+0007");
        Files.writeString(file, "- a");
        assertThatThrownBy(() -> load(file)).hasMessageContaining("found a list");
    }

    @Test
    void aRelativeLocationIsFoundBesideThePipelineOrBesideThePipelinesDirectory() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("pipelines/shop"));
        String yaml = Declaration.shop().yaml().replace("customers.csv", "customer*.csv");
        Files.writeString(pipeline.resolve("pipeline.yaml"), yaml);
        Files.writeString(pipeline.resolve("customers.csv"), "id,country,updated_at\n");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/orders.csv"), "order_id,customer_id,quantity,unit_price,ordered_at\n");
        PipelineModel model = load(pipeline);
        assertThat(model.source("raw_customers").location()).isEqualTo(pipeline + "/customer*.csv");
        assertThat(Path.of(model.source("raw_orders").location())).isEqualTo(folder.resolve("data/orders.csv"));
    }

    private static PipelineModel load(Path pipeline) throws InvalidPipelineException {
        return PipelineLoader.load(
                pipeline, Map.of(), name -> null, new NamedColumns(new LocalHeaders()), Declaration.LANGUAGE);
    }
}
