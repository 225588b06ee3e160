package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.expression.kernel.ValueFaults;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Functions whose meaning in Snowflake is DuckDB's too give what DuckDB gives, on generated rows. Each line is our
 * expression and, behind {@code ~}, DuckDB's when it is spelled otherwise. Columns: text a and b, text s that mostly
 * reads as a number, text t that mostly reads as a time.
 */
class DuckDbAgreementTest {
    private static final String NUMBERS =
            "try_to_number(s) n, try_to_decimal(s, 9, 2) d, try_to_double(s) f, try_to_date(t) day,"
                    + " try_to_timestamp_ntz(t) ts";

    private static final String PAIRS = """
            upper(a)
            lower(a)
            length(a)
            trim(a)
            ltrim(a)
            rtrim(a)
            trim(a, 'ab ')
            ltrim(a, 'ab')
            rtrim(a, 'é-')
            left(a, 3)
            right(a, 3)
            substr(a, 2)
            substr(a, 2, 3)
            substring(a, 3)
            replace(a, b, 'é')
            replace(a, 'a', b)
            lpad(a, 6, 'xé')
            rpad(a, 6, 'xé')
            split_part(a, '-', 1)
            split_part(a, '-', 2)
            split_part(a, '-', -1)
            startswith(a, b) ~ starts_with(a, b)
            endswith(a, b) ~ ends_with(a, b)
            contains(a, b)
            a || b
            concat(a, b) ~ a || b
            a like '%a%'
            a like '_a%'
            a like b || '%'
            a not like '%-_%'
            a ilike 'A%B'
            a like '%!_%' escape '!'
            regexp_like(a, '[a-c]+') ~ regexp_full_match(a, '[a-c]+')
            regexp_replace(a, '[ab]', '<>') ~ regexp_replace(a, '[ab]', '<>', 'g')
            md5(a)
            sha2(a) ~ sha256(a)
            a = b
            a <> b
            a < b
            a <= b
            a > b
            a >= b
            a between b and 'b'
            a in ('a', 'ab', b)
            a not in ('a', null)
            a is null
            b is not null
            nullif(a, b)
            coalesce(a, b, 'c')
            nvl(a, b) ~ coalesce(a, b)
            ifnull(a, b)
            iff(a < b, a, b) ~ if(a < b, a, b)
            case when a > b then a when a = b then 'same' end
            case a when 'a' then 1 when b then 2 else 3 end
            greatest(a, b) ~ case when a is not null and b is not null then greatest(a, b) end
            least(a, b) ~ case when a is not null and b is not null then least(a, b) end
            a = 'a' and b = 'b'
            a = 'a' or b = 'b'
            not a = b
            (a = b) is true ~ coalesce(a = b, false)
            (a = b) is not false ~ coalesce(a = b, true)
            try_to_boolean(a) ~ case when lower(trim(a)) in ('true','t','yes','y','on','1') then true when lower(trim(a)) in ('false','f','no','n','off','0') then false end
            """;

    private static final String NUMERIC_PAIRS = """
            try_to_number(s) ~ try_cast(s as bigint)
            try_to_decimal(s, 9, 2) ~ try_cast(s as decimal(9,2))
            try_to_double(s) ~ f
            try_cast(s as decimal(9,2))
            n + n
            n - 3
            n * n ~ try_cast(n::hugeint * n as bigint)
            d + d ~ (d + d)::decimal(10,2)
            d + n ~ (d + n)::decimal(18,2)
            d - 1.125
            d * d ~ (d * d)::decimal(18,4)
            d * 3
            mod(n, 7)
            n % -3
            mod(d, 0.7)
            n / 8
            -n
            abs(n)
            abs(d)
            sign(n)
            sign(d)
            round(d)
            round(d, 1)
            round(n, -1) ~ round(n::decimal(18,0), -1)
            floor(d)
            ceil(d)
            trunc(d)
            n = d
            n < d
            n >= f
            d > 2.5
            d between -1 and 1.5
            n in (1, 2.5, 3)
            zeroifnull(n) ~ coalesce(n, 0)
            coalesce(d, n) ~ coalesce(d::decimal(18,2), n)
            nullif(d, 0)
            iff(n > 0, n, d) ~ if(n > 0, n::decimal(18,2), d)
            greatest(n, 5) ~ case when n is not null then greatest(n, 5) end
            n::text
            d::text
            d::bigint
            n::double = n ~ n is not null or null
            try_cast(f as decimal(12,3)) ~ try_cast(s as decimal(12,3))
            try_to_date(t) ~ try_cast(t as date)
            try_to_timestamp_ntz(t) ~ ts
            year(ts)
            quarter(day)
            month(ts)
            day(day)
            dayofweek(day)
            dayofweekiso(day) ~ isodow(day)
            dayofyear(day)
            week(day)
            hour(ts)
            minute(ts)
            second(ts)
            date_part(month, day) ~ date_part('month', day)
            date_trunc('year', day) ~ date_trunc('year', day)::date
            date_trunc('quarter', day) ~ date_trunc('quarter', day)::date
            date_trunc('month', day) ~ date_trunc('month', day)::date
            date_trunc('week', day) ~ date_trunc('week', day)::date
            date_trunc('hour', ts) = ts
            datediff(day, day, ts) ~ datediff('day', day, ts)
            datediff(week, day, '2012-01-01') ~ (date_trunc('week', date '2012-01-01')::date - date_trunc('week', day)::date) // 7
            datediff(month, '2000-02-29', day) ~ datediff('month', date '2000-02-29', day)
            datediff(year, day, '1970-06-01') ~ datediff('year', day, date '1970-06-01')
            datediff(hour, '2000-01-01', ts) ~ datediff('hour', timestamp '2000-01-01', ts)
            dateadd(month, 1, day) ~ (day + interval 1 month)::date
            dateadd(year, -3, day) ~ (day - interval 3 year)::date
            dateadd(day, 40, day) ~ day + 40
            dateadd(hour, 30, day) = dateadd(minute, 1800, day) ~ day is not null or null
            day < ts ~ day::timestamp < ts
            to_char(day, 'YYYY/MM/DD') ~ strftime(day, '%Y/%m/%d')
            to_char(ts, 'DD MON YY HH12:MI AM SS') ~ strftime(ts, '%d %b %y %I:%M %p %S')
            try_to_date(to_char(day, 'MM/DD/YYYY'), 'MM/DD/YYYY') ~ day
            """;

    @Provide
    Arbitrary<List<AgreementRow>> rows() {
        return AgreementRow.rows();
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void textFunctionsAgree(@ForAll("rows") List<AgreementRow> rows) throws SQLException {
        compare(rows, PAIRS);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void numbersAndDatesAgree(@ForAll("rows") List<AgreementRow> rows) throws SQLException {
        compare(rows, NUMERIC_PAIRS);
    }

    private static void compare(List<AgreementRow> rows, String pairs) throws SQLException {
        ColumnBatch batch = typed(text(rows));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            load(duck, rows);
            List<String> wrong = new ArrayList<>();
            for (String line : pairs.strip().lines().toList()) {
                String[] sides = line.split(" ~ ", -1);
                List<String> theirs = duck(duck, sides[sides.length - 1]);
                List<String> ours = TestBatch.values("to_char(" + sides[0] + ")", batch).stream()
                        .map(v -> v.endsWith(".000") && v.contains(":") ? v.substring(0, v.length() - 4) : v)
                        .toList();
                for (int row = 0; row < rows.size(); row++) {
                    if (!same(ours.get(row), theirs.get(row))) {
                        wrong.add(line + " for " + rows.get(row) + ": ours " + ours.get(row) + ", DuckDB's "
                                + theirs.get(row));
                        break;
                    }
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    /** Numbers by value: the two engines choose different scales. */
    private static boolean same(String ours, String theirs) {
        if (ours.equals(theirs)) {
            return true;
        }
        boolean numbers = ours.matches("-?\\d+(\\.\\d+)?") && theirs.matches("-?\\d+(\\.\\d+)?");
        return numbers && new java.math.BigDecimal(ours).compareTo(new java.math.BigDecimal(theirs)) == 0;
    }

    private static ColumnBatch text(List<AgreementRow> rows) {
        List<List<String>> cells = rows.stream()
                .map(r -> java.util.stream.Stream.of(r.a(), r.b(), r.s(), r.t())
                        .map(v -> v == null ? "NULL" : v)
                        .toList())
                .toList();
        return TestBatch.of(List.of("a", "b", "s", "t"), cells);
    }

    private static ColumnBatch typed(ColumnBatch batch) {
        ColumnBatch typed = batch;
        for (String column : NUMBERS.split(", (?=try)", -1)) {
            int space = column.lastIndexOf(' ');
            Expression e = TestBatch.compile(column.substring(0, space), batch.schema());
            typed = typed.with(column.substring(space + 1).strip(), e.evaluate(batch, ValueFaults.IGNORED));
        }
        return typed;
    }

    private static void load(Connection duck, List<AgreementRow> rows) throws SQLException {
        try (Statement sql = duck.createStatement()) {
            sql.execute("create table source (i integer, a text, b text, s text, t text)");
            try (PreparedStatement insert = duck.prepareStatement("insert into source values (?, ?, ?, ?, ?)")) {
                for (int i = 0; i < rows.size(); i++) {
                    AgreementRow r = rows.get(i);
                    insert.setInt(1, i);
                    insert.setString(2, r.a());
                    insert.setString(3, r.b());
                    insert.setString(4, r.s());
                    insert.setString(5, r.t());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            sql.execute("create table rows as select i, a, b, s, t, try_cast(s as bigint) n,"
                    + " try_cast(s as decimal(9,2)) d, try_cast(s as double) f, try_cast(t as date) \"day\","
                    + " try_cast(trim(t) as timestamp) ts from source");
        }
    }

    private static List<String> duck(Connection duck, String expression) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement sql = duck.createStatement();
                ResultSet rs = sql.executeQuery("select (" + expression + ")::varchar from rows order by i")) {
            while (rs.next()) {
                String value = rs.getString(1);
                values.add(value == null ? "NULL" : value);
            }
        } catch (SQLException e) {
            throw new SQLException(expression, e);
        }
        return values;
    }
}
