package dev.starbeam.warehouse.snowflake.mart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.atIndex;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.mart.SnowflakeMart.Existing;
import dev.starbeam.warehouse.snowflake.mart.SnowflakeMart.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every translation is of SQL that DuckDB runs. */
class SnowflakeMartSqlTest {
    private static Connection duckDb;

    @BeforeAll
    static void tables() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        run("create schema star");
        run(
                "create table star.f (n bigint, m decimal(10, 2), d date, t timestamp, b boolean, s varchar, \"Kunde\" varchar,"
                        + " \"rows\" bigint)");
        run("insert into star.f values (1, 2.5, '2020-01-05', '2020-01-05 10:30:00', true, 'a', 'K', 1),"
                + " (2, null, '2020-03-01', '2020-03-01 00:00:00', false, 'b', null, 2)");
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // aggregates
                "avg(n)                                ~ avg(cast(n as float))",
                "avg(distinct n)                       ~ avg(distinct cast(n as float))",
                "avg(n) filter (where b)               ~ avg(cast(case when b then n end as float))",
                "stddev(m)                             ~ stddev(cast(m as float))",
                "quantile_cont(cast(n as double), 0.5) ~ percentile_cont(0.5) within group (order by cast(cast(n AS float) as float))",
                "quantile_disc(n, 0.5)                 ~ percentile_disc(0.5) within group (order by n)",
                "percentile_cont(0.5) within group (order by n::double) ~ percentile_cont(0.5) WITHIN GROUP (ORDER BY n::float)",
                "count(*) filter (where n > 1)         ~ count_if(n > 1)",
                "count(distinct s) filter (where b)    ~ count(distinct case when b then s end)",
                "sum(n) filter (where b and n > 1)     ~ sum(case when b AND n > 1 then n end)",
                "bool_or(b)                            ~ boolor_agg(b)",
                "bool_and(n > 1)                       ~ booland_agg(n > 1)",
                "arg_max(s, n)                         ~ max_by(s, case when (s) is not null then n end)",
                "string_agg(distinct s, ',' order by s desc) ~ nullif(listagg(distinct s, ',') within group (order by s"
                        + " DESC NULLS LAST), '')",
                "median(cast(m as double))             ~ median(cast(m AS float))",
                "median(n::bigint)                     ~ median(n::bigint)",
                "median(date_diff('day', d, t))        ~ median(datediff('day', d, t))",
                "median(m / 2)                         ~ median(cast(m as float) / 2)",
                // times
                "date_diff('day', d, t)                ~ datediff('day', d, t)",
                "datediff('month', d, t)               ~ datediff('month', d, t)",
                "date_trunc('month', t)                ~ date_trunc('month', t)",
                "date_part('dow', d)                   ~ date_part('dayofweek', d)",
                "extract(week from d)                  ~ EXTRACT(weekiso FROM d)",
                "isodow(d)                             ~ dayofweekiso(d)",
                "monthname(d)                          ~ to_char(d, 'MMMM')",
                "make_date(2020, 1, n)                 ~ date_from_parts(2020, 1, n)",
                "epoch(t) + 1                          ~ (cast(date_part('epoch_microsecond', t) as float) / 1000000) + 1",
                "strftime(t, '%Y-%m-%dT%H:%M')         ~ to_char(t, 'YYYY-MM-DD\"T\"HH24:MI')",
                "strftime(d, 'Q%m %B')                 ~ to_char(d, '\"Q\"MM MMMM')",
                "strptime('05.01.2020', '%d.%m.%Y')    ~ to_timestamp_ntz('05.01.2020', 'DD.MM.YYYY')",
                "d + interval 1 day                    ~ d + INTERVAL '1 day'",
                "t - interval '3 hours'                ~ t - INTERVAL '3 hour'",
                "t > timestamp '2020-01-01'            ~ t > cast('2020-01-01' as timestamp_ntz(6))",
                "d > date '2020-01-01'                 ~ d > date '2020-01-01'",
                "(t at time zone 'UTC') at time zone 'Europe/Berlin' ~ convert_timezone('UTC', 'Europe/Berlin', t)",
                "cast((t at time zone 'UTC') at time zone 'Asia/Tokyo' as date) ~ cast(convert_timezone('UTC', 'Asia/Tokyo', t)"
                        + " AS date)",
                // numbers and casts
                "n / 2                                 ~ cast(n as float) / 2",
                "n * m / (n + 1)                       ~ cast(n * m as float) / (n + 1)",
                "avg(n / 2)                            ~ avg(cast(cast(n as float) / 2 as float))",
                "cast(n as double) / 2                 ~ cast(n AS float) / 2",
                "n::double                             ~ n::float",
                "cast(s as text)                       ~ cast(s AS varchar)",
                "try_cast(s as timestamp)              ~ try_cast(s AS timestamp_ntz(6))",
                "log(n)                                ~ log(10, n)",
                "greatest(n, m, 3)                     ~ greatest_ignore_nulls(n, m, 3)",
                "if(b, n, 0)                           ~ iff(b, n, 0)",
                // text
                "starts_with(s, 'a')                   ~ startswith(s, 'a')",
                "strpos(s, 'a')                        ~ charindex('a', s)",
                "replace(s, '\\', '/')                 ~ replace(s, '\\\\', '/')",
                "s ilike 'A%'                          ~ s ILIKE 'A%'",
                // names
                "\"n\" + \"f\".\"m\"                   ~ \"N\" + \"F\".\"M\"",
                "\"Kunde\"                             ~ \"KUNDE\"",
                "Kunde || kunde                        ~ Kunde || kunde",
                "rows                                  ~ \"ROWS\"",
                "f.n                                   ~ f.n",
                // windows and order
                "rank() over (order by n desc)         ~ rank() OVER (ORDER BY n DESC NULLS LAST)",
                "avg(n) over (partition by s)          ~ avg(cast(n as float)) over (PARTITION BY s )",
                "last_value(n) over (order by n rows between unbounded preceding and unbounded following) ~ last_value(n)"
                        + " OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
            })
    void expressionsThatDifferAreTranslated(String expression, String snowflake) throws SQLException {
        run("select " + expression + " from star.f");
        assertThat(translated("select " + expression + " from star.f"))
                .isEqualTo("SELECT " + snowflake + " FROM star.f");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select s, count(*) as c from star.f group by all order by c desc limit 1 ~ SELECT s, count(*) AS c FROM star.f"
                        + " GROUP BY ALL ORDER BY c DESC NULLS LAST LIMIT 1",
                "select n from star.f qualify row_number() over (order by n) = 1; ~ SELECT n FROM star.f QUALIFY row_number()"
                        + " OVER (ORDER BY n) = 1",
                "select x.n from star.f as \"x\" join star.f y using (n) ~ SELECT x.n FROM star.f AS \"X\" JOIN star.f y"
                        + " USING (n)",
                "select * exclude (m) from \"star\".\"f\" ~ SELECT * exclude( m ) FROM \"STAR\".\"F\"",
                "select v.a from (values (1), (2)) as v(\"a\") ~ SELECT v.a FROM (VALUES (1), (2)) AS v(\"A\")",
                "with \"t\" as (select n from star.f) select avg(n) as \"Mittel\" from t ~ WITH \"T\" AS (SELECT n FROM star.f)"
                        + " SELECT avg(cast(n as float)) AS \"MITTEL\" FROM t",
            })
    void queriesAreTranslated(String query, String snowflake) throws SQLException {
        run(query);
        assertThat(translated(query)).isEqualTo(snowflake);
    }

    @Test
    void anOffsetGetsALimit() {
        assertThat(translated("select n from star.f order by n offset 3"))
                .isEqualTo("SELECT n FROM star.f ORDER BY n LIMIT NULL OFFSET 3");
        assertThat(translated("select n from star.f union all select n from star.f order by 1 offset 3"))
                .endsWith("ORDER BY 1 LIMIT NULL OFFSET 3");
        assertThat(translated("select n from (select n from star.f offset 2) x limit 1 offset 3"))
                .isEqualTo("SELECT n FROM (SELECT n FROM star.f LIMIT NULL OFFSET 2) x LIMIT 1 OFFSET 3");
    }

    @Test
    void whatTheLoaderWouldHaveRefusedIsRefused() {
        assertThatThrownBy(() -> translated("select 1,\n  list(n) from star.f"))
                .isInstanceOf(WarehouseException.class)
                .hasMessage("mart marts/m.sql:2:3: function \"list\" isn't the same on both warehouses; write"
                        + " string_agg(x, ',' order by x)");
    }

    @Test
    void aMartIsBuiltAsItsKind() {
        assertThat(new SnowflakeMart(mart(Materialization.TABLE, null), "load")
                        .statements(Optional.empty(), Optional.empty()))
                .containsExactly("create or replace transient table \"MARTS\".\"M\" as\nSELECT n FROM star.f");
        assertThat(statements(Materialization.TABLE, null, "BASE TABLE", "NO"))
                .containsExactly(
                        "create or replace transient table \"MARTS\".\"M\" copy grants as\nSELECT n FROM star.f");
        assertThat(statements(Materialization.VIEW, null, "BASE TABLE", "NO"))
                .containsExactly(
                        "create or replace view \"MARTS\".\"M__NEXT\" as\nSELECT n FROM star.f",
                        "drop table if exists \"MARTS\".\"M\"",
                        "alter view \"MARTS\".\"M__NEXT\" rename to \"MARTS\".\"M\"");
        assertThat(statements(Materialization.DYNAMIC_TABLE, "10 minutes", "VIEW", null))
                .containsExactly(
                        "create or replace transient dynamic table \"MARTS\".\"M__NEXT\" target_lag = '10 minutes' warehouse ="
                                + " \"LOAD\" refresh_mode = auto comment = 'Starbeam, query 2f941a0947c0e3cb, at most"
                                + " 10 minutes old, refreshed by load' as\nSELECT n FROM star.f",
                        "drop view if exists \"MARTS\".\"M\"",
                        "alter dynamic table \"MARTS\".\"M__NEXT\" rename to \"MARTS\".\"M\"");
        assertThat(statements(Materialization.DYNAMIC_TABLE, "downstream", "BASE TABLE", "YES"))
                .singleElement()
                .asString()
                .startsWith(
                        "create or replace transient dynamic table \"MARTS\".\"M\" target_lag = downstream warehouse")
                .contains(" copy grants as\n");
    }

    @Test
    void aDynamicTableIsComputedAnewOnlyWhenItsQueryHasChanged() {
        SnowflakeMart mart = new SnowflakeMart(mart(Materialization.DYNAMIC_TABLE, "10 minutes"), "load");
        String comment = mart.statements(Optional.empty(), Optional.empty())
                .get(0)
                .replaceAll("(?s).* comment = '([^']*)' .*", "$1");
        Optional<Existing> there = Optional.of(new Existing(Kind.DYNAMIC_TABLE, comment));
        assertThat(mart.statements(there, Optional.empty())).isEmpty();
        assertThat(new SnowflakeMart(mart.mart(), "other").statements(there, Optional.empty()))
                .containsExactly(
                        "alter dynamic table \"MARTS\".\"M\" set target_lag = '10 minutes'",
                        "alter dynamic table \"MARTS\".\"M\" set warehouse = \"OTHER\"",
                        "alter dynamic table \"MARTS\".\"M\" set comment = '"
                                + comment.replace("refreshed by load", "refreshed by other") + "'");
        assertThat(new SnowflakeMart(mart(Materialization.DYNAMIC_TABLE, "11 minutes"), "load")
                        .statements(there, Optional.empty()))
                .hasSize(3)
                .first()
                .asString()
                .endsWith("set target_lag = '11 minutes'");
        MartModel other =
                new MartModel("m", "select 1 from star.f", Materialization.DYNAMIC_TABLE, "marts/m.sql", "10 minutes");
        assertThat(new SnowflakeMart(other, "load").statements(there, Optional.empty()))
                .singleElement()
                .asString()
                .startsWith("create or replace transient dynamic table");
        assertThat(mart.statements(Optional.of(new Existing(Kind.TABLE, comment)), Optional.empty()))
                .hasSize(3)
                .contains("drop table if exists \"MARTS\".\"M\"", atIndex(1));
    }

    private static List<String> statements(Materialization kind, String lag, String type, String isDynamic) {
        SnowflakeMart mart = new SnowflakeMart(mart(kind, lag), "load");
        return mart.statements(Optional.of(new Existing(Kind.of(type, isDynamic), "")), Optional.empty());
    }

    private static MartModel mart(Materialization kind, String lag) {
        return new MartModel("m", "select n from star.f", kind, "marts/m.sql", lag);
    }

    private static String translated(String query) {
        return SnowflakeMartSql.of(new MartModel("m", query, Materialization.TABLE, "marts/m.sql"));
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }
}
