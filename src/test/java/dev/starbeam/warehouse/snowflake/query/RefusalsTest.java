package dev.starbeam.warehouse.snowflake.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select n // 2 ~ 1:10 \"//\" doesn't mean the same to both warehouses; write floor(x / y), or -- for a"
                        + " comment",
                "select concat(s, 'x') ~ 1:8 function \"concat\" isn't the same on both warehouses; write x || y, which is"
                        + " NULL when one of them is",
                "select nvl(n, 0) ~ 1:8 function \"nvl\" isn't the same on both warehouses; write coalesce(x, y)",
                "select frobnicate(n) ~ 1:8 function \"frobnicate\" isn't one that both warehouses know (docs/marts.md"
                        + " lists those)",
                "select string_agg(s) ~ 1:8 function \"string_agg\" is known to both only as string_agg(x, separator order"
                        + " by z)",
                "select 1 + strftime(d, '%j') ~ 1:12 \"'%j'\" can't be the format of strftime(x, format); expected a text"
                        + " of %B %H %I %M %S %Y %a %b %d %m %p %y and other characters",
                "select date_diff('week', d, t) ~ 1:8 \"'week'\" can't be the step of date_diff(step, x, y); expected one"
                        + " of year, quarter, month, day, hour, minute, second",
                "select date_trunc(s, t) ~ 1:8 \"s\" can't be the unit of date_trunc(unit, x); expected one of year,"
                        + " quarter, month, week, day, hour, minute, second",
                "select date_part('epoch', d) ~ 1:8 \"'epoch'\" can't be the part of date_part(part, x); expected one of"
                        + " year, quarter, month, day, hour, minute, second, dayofweek, dayofyear, dow, doy, isodow, week",
                "select extract(epoch from d) ~ 1:8 \"epoch\" can't be extracted on both warehouses; expected one of"
                        + " year, quarter, month, day, hour, minute, second, dayofweek, dayofyear, dow, doy, isodow, week",
                "select current_timestamp ~ 1:8 \"current_timestamp\" isn't the same on both warehouses; write"
                        + " current_date",
                "select last_value(n) over (order by n) ~ 1:8 \"last_value\" without a frame sees different rows on each"
                        + " warehouse; write over (… rows between unbounded preceding and unbounded following)",
                "select row_number() over () ~ 1:8 Snowflake wants an order in the window; write row_number(…) over (…"
                        + " order by …)",
                "select sum(n order by n) ~ 1:8 Snowflake doesn't know order by among the arguments of \"sum\"",
                "select string_agg(s, ',' order by s) over () ~ 1:8 Snowflake doesn't know \"string_agg\" over (…) in"
                        + " this form",
                "select bool_or(distinct b) ~ 1:8 the warehouses don't both know distinct in \"bool_or\"",
                "select cast(n as hugeint) ~ 1:8 type \"hugeint\" isn't known to both warehouses; expected one of bigint,"
                        + " bool, boolean, date, double, double precision, int, integer, smallint, string, text, timestamp,"
                        + " varchar, decimal(p, s)",
                "select n ^ 2 ~ 1:8 the warehouses don't both know the operator ^; write power(x, y)",
                "select b is true ~ 1:8 the warehouses don't both know is true, is false; write coalesce(condition,"
                        + " false)",
                "select t at time zone 'UTC' ~ 1:8 the warehouses don't both know at time zone with one zone, for timestamps have"
                        + " none; write (x at time zone 'UTC') at time zone 'Europe/Berlin'",
                "select (t at time zone 'UTC') at time zone 'Berlin' ~ 1:8 'Berlin' is no time zone that both warehouses know",
                "select median(m) ~ 1:8 \"median\" of decimals has more digits on Snowflake than on DuckDB; write cast(x as"
                        + " double) in it",
                "select quantile_cont(m, 0.5) ~ 1:8 \"quantile_cont\" of decimals has more digits on Snowflake than on DuckDB;"
                        + " write cast(x as double) in it",
                "select percentile_cont(0.5) within group (order by m) ~ 1:8 \"percentile_cont\" of decimals has more digits on"
                        + " Snowflake than on DuckDB; write cast(x as double) in it",
                "select interval (n) day ~ 1:8 the warehouses don't both know an interval that is computed; write"
                        + " interval '1 day'",
                "select e'\\n' ~ 1:8 the warehouses don't both know a text with a prefix",
                "select * except (n) from star.f ~ 1:8 the warehouses don't both know \"* except( n )\"; write * exclude"
                        + " (…)",
                "select distinct on (n) n from star.f ~ 1:1 the warehouses don't both know distinct on; write qualify"
                        + " row_number() over (…) = 1",
                "select rank() over w from star.f window w as (order by n) ~ 1:8 the warehouses don't both know a named"
                        + " window; write it out in each over (…)",
                "select 1 from star.f asof join star.g on true ~ 1:15 the warehouses don't both know asof join",
                "select 1 except all select 2 ~ 1:10 the warehouses don't both know except all; write except",
                "select 1 from x.star.f ~ 1:15 table \"x.star.f\" is in another database",
                "select n, localtimestamp ~ 1:11 \"localtimestamp\" isn't the same on both warehouses; put a column's name into"
                        + " double quotes",
                "select 1_000 ~ 1:8 \"1_000\" is no name that both warehouses can read; put it into double quotes",
            })
    void isShownWhereItStands(String query, String refusal) {
        assertThat(SnowflakeQuery.of(query, name -> name).refusals().stream()
                        .map(found -> found.line() + ":" + found.column() + " " + found.message()))
                .contains(refusal);
    }
}
