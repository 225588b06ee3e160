package dev.starbeam.warehouse.snowflake.query;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every function that a mart may call, and what to write instead of some that it may not. */
final class PortableFunctions {
    /** Known to both under the same name and with the same meaning. */
    static final Set<String> SAME = words("""
            count sum min max median mode any_value count_if covar_pop covar_samp
            upper lower trim ltrim rtrim length replace reverse left right substring substr lpad rpad repeat split_part
            translate contains unicode chr md5
            abs ceil floor round trunc sign exp ln sqrt cbrt power pow mod degrees radians pi
            sin cos tan asin acos atan atan2
            coalesce ifnull nullif
            year quarter month day hour minute second dayofmonth dayofweek dayofyear last_day""");

    /** The same too; Snowflake wants an order in their {@code over}. */
    static final Set<String> ORDERED_WINDOW = words("""
            row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value""");

    /** The same in the form {@code name(fraction) within group (order by x)}. */
    static final Set<String> WITHIN_GROUP = words("percentile_cont percentile_disc");

    /** Known to both, but not by the same name, arguments or type. */
    static final List<FunctionTemplate> TRANSLATED = templates("""
            avg(x) -> avg(~cast(x as float))
            mean(x) -> avg(~cast(x as float))
            stddev(x) -> stddev(~cast(x as float))
            stddev_samp(x) -> stddev_samp(~cast(x as float))
            stddev_pop(x) -> stddev_pop(~cast(x as float))
            variance(x) -> variance(~cast(x as float))
            var_samp(x) -> var_samp(~cast(x as float))
            var_pop(x) -> var_pop(~cast(x as float))
            quantile_cont(x, fraction) -> percentile_cont(fraction) within group (order by cast(x as float))
            quantile_disc(x, fraction) -> percentile_disc(fraction) within group (order by x)
            bool_and(x) -> booland_agg(x)
            bool_or(x) -> boolor_agg(x)
            arg_max(x, y) -> max_by(x, case when (x) is not null then y end)
            arg_min(x, y) -> min_by(x, case when (x) is not null then y end)
            max_by(x, y) -> max_by(x, case when (x) is not null then y end)
            min_by(x, y) -> min_by(x, case when (x) is not null then y end)
            string_agg(x, separator order by z) -> nullif(listagg(~x, separator) within group (order by z), '')
            listagg(x, separator order by z) -> nullif(listagg(~x, separator) within group (order by z), '')
            greatest(x, ...) -> greatest_ignore_nulls(x, ...)
            least(x, ...) -> least_ignore_nulls(x, ...)
            if(x, y, z) -> iff(x, y, z)
            log(x) -> log(10, x)
            log(x, y) -> log(x, y)
            log10(x) -> log(10, x)
            log2(x) -> log(2, x)
            ceiling(x) -> ceil(x)
            starts_with(x, y) -> startswith(x, y)
            prefix(x, y) -> startswith(x, y)
            ends_with(x, y) -> endswith(x, y)
            suffix(x, y) -> endswith(x, y)
            strpos(x, y) -> charindex(y, x)
            instr(x, y) -> charindex(y, x)
            date_trunc(unit, x) -> date_trunc(unit, x)
            date_diff(step, x, y) -> datediff(step, x, y)
            datediff(step, x, y) -> datediff(step, x, y)
            date_part(part, x) -> date_part(part, x)
            isodow(x) -> dayofweekiso(x)
            isoyear(x) -> yearofweekiso(x)
            week(x) -> weekiso(x)
            weekofyear(x) -> weekiso(x)
            monthname(x) -> to_char(x, 'MMMM')
            epoch(x) -> (cast(date_part('epoch_microsecond', x) as float) / 1000000)
            epoch_ms(x) -> date_part('epoch_millisecond', x)
            make_date(x, y, z) -> date_from_parts(x, y, z)
            strftime(x, format) -> to_char(x, format)
            strptime(x, format) -> to_timestamp_ntz(x, format)
            """);

    /** Known to one of them only, or meaning something else: what to write. */
    static final Map<String, String> INSTEAD = pairs("""
            concat: x || y, which is NULL when one of them is
            concat_ws: x || ',' || y, which is NULL when one of them is
            list: string_agg(x, ',' order by x)
            array_agg: string_agg(x, ',' order by x)
            group_concat: string_agg(x, ',' order by x)
            first: min(x) or arg_min(x, y)
            last: max(x) or arg_max(x, y)
            arbitrary: any_value(x)
            countif: count_if(x)
            approx_count_distinct: count(distinct x)
            quantile: quantile_disc(x, 0.5)
            approx_quantile: quantile_cont(cast(x as double), 0.5)
            approx_percentile: quantile_cont(cast(x as double), 0.5)
            percentile_cont: percentile_cont(0.5) within group (order by cast(x as double))
            percentile_disc: percentile_disc(0.5) within group (order by x)
            booland_agg: bool_and(x)
            boolor_agg: bool_or(x)
            iff: if(x, y, z) or case
            nvl: coalesce(x, y)
            nvl2: case when x is not null then y else z end
            zeroifnull: coalesce(x, 0)
            nullifzero: nullif(x, 0)
            decode: case
            div0: x / nullif(y, 0)
            equal_null: x is not distinct from y
            divide: x / y
            regexp_matches: like
            regexp_like: like
            regexp_replace: replace(x, y, z)
            regexp_extract: split_part(x, y, 1)
            regexp_substr: split_part(x, y, 1)
            string_split: split_part(x, y, 1)
            startswith: starts_with(x, y)
            endswith: ends_with(x, y)
            charindex: strpos(x, y)
            position: strpos(x, y)
            len: length(x)
            to_char: strftime(x, '%Y-%m-%d')
            to_varchar: strftime(x, '%Y-%m-%d') or cast(x as varchar)
            to_date: cast(x as date)
            to_number: cast(x as decimal(18, 2))
            to_timestamp: strptime(x, '%Y-%m-%d') or cast(x as timestamp)
            to_timestamp_ntz: cast(x as timestamp)
            date_add: x + interval '1 day'
            dateadd: x + interval '1 day'
            date_sub: date_diff('day', x, y)
            datesub: date_diff('day', x, y)
            timestampdiff: date_diff('day', x, y)
            datepart: date_part('year', x)
            datetrunc: date_trunc('month', x)
            date_from_parts: make_date(x, y, z)
            dayname: strftime(x, '%a'), or isodow(x)
            weekday: dayofweek(x)
            dayofweekiso: isodow(x)
            weekiso: week(x)
            now: current_date
            today: current_date
            getdate: current_date
            hash: md5(x)""");

    private PortableFunctions() {}

    /** The translation for so many arguments, with or without an order among them. */
    static Optional<FunctionTemplate> template(String name, int arguments, boolean ordered) {
        return TRANSLATED.stream()
                .filter(template -> template.matches(name, arguments, ordered))
                .findFirst();
    }

    /** How the translated function may be called, or nothing when none has the name. */
    static String signatures(String name) {
        return TRANSLATED.stream()
                .filter(template -> template.name().equals(name))
                .map(FunctionTemplate::signature)
                .collect(joining(" or "));
    }

    /** The names of all functions that may be called. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(SAME);
        names.addAll(ORDERED_WINDOW);
        names.addAll(WITHIN_GROUP);
        TRANSLATED.forEach(template -> names.add(template.name()));
        return names;
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(List.of(text.split("\\s+")));
    }

    private static List<FunctionTemplate> templates(String text) {
        return text.lines().map(FunctionTemplate::parse).toList();
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        text.lines().map(line -> line.split(": ", 2)).forEach(pair -> pairs.put(pair[0], pair[1]));
        return pairs;
    }
}
