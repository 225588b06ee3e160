package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.model.dialect.Refusals;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.statement.create.table.ColDataType;

/** Writes constants, and what is made of one type or of times, for Snowflake. */
final class LiteralRule {
    private static final Pattern INTERVAL =
            Pattern.compile("'?\\s*(\\d+)\\s*'?\\s+(year|month|week|day|hour|minute|second)s?'?");

    private final Refusals refusals;

    LiteralRule(Refusals refusals) {
        this.refusals = refusals;
    }

    /** In Snowflake a backslash escapes, so it is doubled. */
    static Object text(StringValue text) {
        text.setValue(text.getValue().replace("\\", "\\\\"));
        return text;
    }

    Object cast(CastExpression cast, Token place) {
        ColDataType written = cast.getColDataType();
        Optional<String> type = written == null ? Optional.empty() : SnowflakeTypes.of(written.toString());
        String keyword = cast.keyword == null ? "cast" : cast.keyword.toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            refusals.add(
                    place,
                    "type \"" + written + "\" isn't known to both warehouses; expected one of "
                            + String.join(", ", SnowflakeTypes.NAMES.keySet()) + ", decimal(p, s)");
            return cast;
        }
        if (!keyword.equals("cast") && !keyword.equals("try_cast")) {
            refusals.add(place, "the warehouses don't both know " + keyword + "; write try_cast");
        }
        if (cast.isImplicitCast() && !type.get().equals("date")) {
            return new Snippet("cast(" + cast.getLeftExpression() + " as " + type.get() + ")");
        }
        cast.setColDataType(new ColDataType(type.get()));
        return cast;
    }

    Object extract(ExtractExpression extract, Token place) {
        Optional<String> part = ConstantArguments.TimeParts.snowflake(extract.getName());
        if (part.isEmpty()) {
            refusals.add(
                    place,
                    "\"" + extract.getName() + "\" can't be extracted on both warehouses; expected "
                            + ConstantArguments.expected("part"));
        }
        extract.setName(part.orElse(extract.getName()));
        return extract;
    }

    Object interval(IntervalExpression interval, Token place) {
        String unit = interval.getIntervalType() == null ? "" : " " + interval.getIntervalType();
        String written = (interval.getParameter() + unit).toLowerCase(Locale.ROOT);
        Matcher parts = INTERVAL.matcher(written);
        if (parts.matches()) {
            interval.setParameter("'" + parts.group(1) + " " + parts.group(2) + "'");
            interval.setIntervalType(null);
        } else {
            refusals.add(place, "the warehouses don't both know this interval; expected one such as interval '1 day'");
        }
        return interval;
    }

    Object now(TimeKeyExpression now, Token place) {
        if (!now.getStringValue().toLowerCase(Locale.ROOT).equals("current_date")) {
            refusals.add(
                    place, "\"" + now.getStringValue() + "\" isn't the same on both warehouses; write current_date");
        }
        return now;
    }
}
