package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import org.junit.jupiter.api.Test;

/** What is declared about versions: {@code scd}, {@code latest_by}, {@code as_of}, {@code tombstone}. */
class HistoryDeclarationTest {
    private static final String CUSTOMERS = "latest_by: updated_at, columns: [country]}\n  dim_date";
    private static final String REFERENCES = "references: {customer_id: dim_customers, ordered_at: dim_date}";
    private static final String LATEST = "deduplicate: {keys: [order_id], latest_by: ordered_at}";

    private static Declaration withHistory() {
        return Declaration.shop().with(CUSTOMERS, "latest_by: updated_at, columns: [country], scd: 2}\n  dim_date");
    }

    @Test
    void aDimensionWithHistoryHasAVersionAndWhatItTracks() throws InvalidPipelineException {
        DimensionModel customers = withHistory().load().dimension("dim_customers");
        assertThat(customers.hasHistory()).isTrue();
        assertThat(customers.version()).isEqualTo("_version");
        assertThat(customers.trackedColumns()).containsExactly("country");
        assertThat(customers.durableKeyColumn()).isEqualTo("customer_durable_key");
    }

    @Test
    void aVersionIsTheColumnThatHoldsItWhateverItsName() throws InvalidPipelineException {
        assertThat(columns("{since: updated_at}").version()).isEqualTo("since");
        DimensionModel taken = columns("{updated_at: \"coalesce(updated_at, to_date('2020-01-01'))\"}");
        assertThat(taken.version()).isEqualTo("_version");
        assertThat(taken.columns()).extracting(ColumnModel::name).containsExactly("_version", "updated_at");
    }

    private static DimensionModel columns(String columns) throws InvalidPipelineException {
        return Declaration.shop()
                .with(CUSTOMERS, "latest_by: updated_at, columns: " + columns + "}\n  dim_date")
                .load()
                .dimension("dim_customers");
    }

    @Test
    void aReferenceLooksAtTheFactsOnlyDateUnlessItSaysWhen() throws InvalidPipelineException {
        assertThat(withHistory().load().fact("fact_orders").references())
                .extracting(ReferenceModel::asOf)
                .containsExactly("ordered_at", null);
        assertThat(withHistory()
                        .with(REFERENCES, "references: {customer_id: {dimension: dim_customers, as_of: ordered_at}}")
                        .load()
                        .fact("fact_orders")
                        .references())
                .extracting(ReferenceModel::asOf)
                .containsExactly("ordered_at");
    }

    @Test
    void withoutADateOrWithSeveralItMustSayWhen() {
        assertThat(withHistory()
                        .with(REFERENCES, "references: {customer_id: dim_customers}")
                        .mistakes())
                .containsExactly("33:18: dim_customers has history, so the reference needs the column that says when:"
                        + " customer_id: {dimension: dim_customers, as_of: …}; it may be left out only where one column"
                        + " refers to a calendar, here none does");
    }

    @Test
    void asOfIsATimeAndChoosesAmongVersions() {
        assertThat(withHistory()
                        .with(REFERENCES, "references: {customer_id: {dimension: dim_customers, as_of: quantity}}")
                        .mistakes())
                .containsExactly("33:65: as_of must be a date or timestamp, \"quantity\" is bigint");
        assertThat(Declaration.shop()
                        .with(REFERENCES, "references: {customer_id: {dimension: dim_customers, as_of: ordered_at}}")
                        .mistakes())
                .containsExactly("33:65: as_of chooses a version, and dim_customers has none; leave it out, or declare"
                        + " scd: 2");
    }

    @Test
    void historyNeedsATimeAndFreeNames() {
        assertThat(Declaration.shop()
                        .with(CUSTOMERS, "columns: [country], scd: 2}\n  dim_date")
                        .mistakes())
                .startsWith("26:18: dimension dim_customers needs \"latest_by\": scd 2 keeps versions, by the date or"
                        + " timestamp since when each holds");
        assertThat(withHistory()
                        .with("updated_at: try_to_date(updated_at)", "updated_at: try_to_number(updated_at)")
                        .mistakes())
                .containsExactly("26:77: scd 2 tells versions apart by a date or timestamp, \"updated_at\" is bigint");
        assertThat(Declaration.shop()
                        .with(CUSTOMERS, "latest_by: updated_at, columns: {valid_to: country}, scd: 2}\n  dim_date")
                        .mistakes())
                .containsExactly("26:98: \"valid_to\" is a column that scd 2 adds to the dimension; rename the column");
    }

    @Test
    void aTombstoneIsAConditionOfARowThatIsNewer() throws InvalidPipelineException {
        String deletion = "total_amount: quantity * unit_price\n      gone: quantity = 0";
        Declaration latest = Declaration.shop().with("deduplicate: exact", LATEST);
        FactModel fact = latest.with("total_amount: quantity * unit_price", deletion)
                .with("    grain: [order_id]", "    grain: [order_id]\n    tombstone: gone")
                .load()
                .fact("fact_orders");
        assertThat(fact.deletes()).isTrue();
        assertThat(fact.version()).isEqualTo("ordered_at");
        assertThat(fact.columns()).extracting(ColumnModel::name).contains("gone", "_deleted");
        assertThat(latest.with("    grain: [order_id]", "    grain: [order_id]\n    tombstone: quantity")
                        .mistakes())
                .containsExactly("32:16: a tombstone must be boolean, true where the row deletes the published one,"
                        + " \"quantity\" is bigint");
        assertThat(Declaration.shop()
                        .with("total_amount: quantity * unit_price", deletion)
                        .with("    grain: [order_id]", "    grain: [order_id]\n    tombstone: gone")
                        .mistakes())
                .containsExactly("33:16: a tombstone deletes what is older, so stg_orders must say which row is newer:"
                        + " deduplicate: {keys: […], latest_by: …}");
    }
}
