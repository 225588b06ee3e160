package dev.starbeam.model.loading.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Field;
import dev.starbeam.ingest.Formats;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.TableModel;
import dev.starbeam.source.FileFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of mistake in a source that reads a database; none of the messages repeats a secret. */
class JdbcMistakesTest {
    private static final String COLUMNS = ", columns: [id, country, updated_at]";
    private static final String URL = "url: \"jdbc:postgresql://db.example.com/shop?sslmode=require\"";

    @Test
    void aTableIsRead() throws Exception {
        PipelineModel model = source("{" + URL
                        + ", user: loader, password: env:PW, table: sales.customers, partition_by: ID, partitions: 8}"
                        + COLUMNS)
                .load();
        TableModel source = (TableModel) model.source("raw_customers");
        JdbcModel jdbc = source.jdbc();
        assertThat(source.location()).isEqualTo("jdbc:postgresql://db.example.com/shop/sales.customers");
        assertThat(source.schema().names()).containsExactly("id", "country", "updated_at");
        assertThat(jdbc.table().parts()).containsExactly("sales", "customers");
        assertThat(jdbc.user()).isEqualTo("loader");
        assertThat(jdbc.password()).hasToString("env:PW");
        assertThat(jdbc.partitionBy()).isEqualTo("ID");
        assertThat(jdbc.partitions()).isEqualTo(8);
    }

    @Test
    void theDatabaseIsAskedForColumnsThatAreNotDeclared() throws Exception {
        Declaration shop = source("{" + URL + ", query: 'select * from customers;'}");
        SourceCatalog catalog = new SourceCatalog() {
            @Override
            public List<FileFormat> formats() {
                return Formats.BUILT_IN;
            }

            @Override
            public List<Field> columns(FilesModel source) {
                return NamedColumns.text(List.of("order_id", "customer_id", "quantity", "unit_price", "ordered_at"));
            }

            @Override
            public List<Field> columns(JdbcModel jdbc) {
                return NamedColumns.text(
                        List.of("id", "country", "updated_at", jdbc.query().replaceAll("\\W", "_")));
            }
        };
        TableModel source = (TableModel) shop.load(catalog).source("raw_customers");
        assertThat(source.location()).isEqualTo("jdbc:postgresql://db.example.com/shop?query=raw_customers");
        assertThat(source.schema().names()).contains("country", "select___from_customers");
        assertThat(source.jdbc().partitions()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatCannotBeAskedIsReportedWhereItIsDeclared() {
        assertThat(source("{" + URL + ", table: customers}").mistakes())
                .containsExactly("5:25: jdbc:postgresql://db.example.com/shop/customers cannot be asked for its columns"
                        + " here; declare them: columns: […]");
    }

    @Test
    void aPasswordInTheUrlIsRefusedWhereItStands() {
        String message = "the url holds a user, a password or another secret; take it out, and declare beside the url"
                + " user: … and password: env:NAME or password: file:PATH";
        assertThat(source("{url: \"jdbc:postgresql://h/shop?ssl=true&password=hunter2\", table: t}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:66: " + message);
        assertThat(source("{url: \"jdbc:mysql://root:hunter2@h/shop\", table: t}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:45: " + message);
        assertThat(source("{url: \"jdbc:sqlserver://h;databaseName=shop;Password=hunter2\", table: t}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:69: " + message);
        assertThat(source("{url: \"jdbc:postgresql://h/shop?sslpassword=hunter2\", table: t}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:57: " + message);
    }

    @Test
    void aPasswordIsRefusedWithoutRepeatingIt() {
        assertThat(source("{" + URL + ", table: t, password: hunter2}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:108: a password does not belong in this file; expected where it is to be found:"
                        + " env:NAME for a variable of the environment, or file:PATH for a local file");
        assertThat(Declaration.shop()
                        .with("{location: customers.csv}", "{jdbc: \"jdbc:mysql://root:hunter2@h/shop\"}")
                        .mistakes())
                .containsExactly("5:25: expected a map with keys one of partition_by, partitions, password, query,"
                        + " table, url, user");
    }

    @Test
    void anUnknownDatabaseIsReportedWithTheNearest() {
        assertThat(source("{url: \"jdbc:postgres://h/shop\", table: t}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:31: expected a url that begins with one of jdbc:mariadb:, jdbc:mysql:,"
                        + " jdbc:postgresql:, jdbc:sqlserver:; did you mean \"jdbc:postgresql:\"?");
        assertThat(source("{url: \"postgresql://h/shop\", table: t}" + COLUMNS).mistakes())
                .containsExactly("5:31: expected a url that begins with one of jdbc:mariadb:, jdbc:mysql:,"
                        + " jdbc:postgresql:, jdbc:sqlserver:; did you mean \"jdbc:postgresql:\"?");
    }

    @Test
    void whatIsMissingIsReported() {
        assertThat(source("{table: t}" + COLUMNS).mistakes())
                .containsExactly("5:25: jdbc of raw_customers needs \"url\": the database, e.g."
                        + " jdbc:postgresql://db.example.com/shop");
        assertThat(source("{" + URL + "}" + COLUMNS).mistakes())
                .containsExactly("5:25: jdbc of raw_customers needs \"table\" or \"query\": what to read");
        assertThat(source("{" + URL + ", table: t, partitions: 8}" + COLUMNS).mistakes())
                .containsExactly(
                        "5:110: partitions needs \"partition_by\": the column whose values are cut into ranges");
    }

    @Test
    void whatIsTooMuchIsReported() {
        assertThat(source("{" + URL + ", table: t, query: select 1}" + COLUMNS).mistakes())
                .containsExactly("5:25: jdbc of raw_customers has both \"table\" and \"query\"; expected one of them");
        assertThat(source("{" + URL + ", table: t}, location: x.csv" + COLUMNS).mistakes())
                .containsExactly("5:109: \"location\" is for files, and source raw_customers reads a database; leave it"
                        + " out");
    }

    @Test
    void keysAndValuesAreChecked() {
        assertThat(source("{" + URL + ", tabel: t}" + COLUMNS).mistakes())
                .contains("5:88: unknown key \"tabel\" in jdbc of raw_customers; expected one of partition_by,"
                        + " partitions, password, query, table, url, user; did you mean \"table\"?");
        assertThat(source("{" + URL + ", table: public..orders}" + COLUMNS).mistakes())
                .containsExactly("5:95: \"public..orders\" cannot name a table; expected one to three parts between"
                        + " dots, as in public.orders, a part that holds a dot in double quotes");
        assertThat(source("{" + URL + ", query: delete from t}" + COLUMNS).mistakes())
                .containsExactly("5:95: expected a query that begins with select or with; only reading is allowed");
        assertThat(source("{" + URL + ", table: t, partition_by: idd}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:112: unknown column \"idd\" in source raw_customers; expected one of id, country,"
                        + " updated_at; did you mean \"id\"?");
        assertThat(source("{" + URL + ", table: t, partition_by: id, partitions: 100}" + COLUMNS)
                        .mistakes())
                .containsExactly("5:128: expected a number from 1 to 64, found \"100\"");
    }

    private static Declaration source(String jdbc) {
        return Declaration.shop().with("{location: customers.csv}", "{jdbc: " + jdbc + "}");
    }
}
