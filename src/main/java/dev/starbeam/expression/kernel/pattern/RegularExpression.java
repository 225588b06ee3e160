package dev.starbeam.expression.kernel.pattern;

import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.conversion.TextConversion;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code regexp_like} and {@code regexp_replace}, by Java's regular expressions. Not for hot paths: decodes each row. */
public final class RegularExpression {
    private RegularExpression() {}

    /**
     * A compiled pattern.
     *
     * @param parameters Snowflake's letters: c (case matters), i (it does not), m (lines), s (the dot takes line ends)
     * @throws java.util.regex.PatternSyntaxException when the pattern is wrong
     */
    public static Pattern pattern(String pattern, String parameters) {
        int flags = 0;
        for (int i = 0; i < parameters.length(); i++) {
            char letter = parameters.charAt(i);
            flags = switch (letter) {
                case 'i' -> flags | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'c' -> flags & ~(Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
                case 'm' -> flags | Pattern.MULTILINE;
                case 's' -> flags | Pattern.DOTALL;
                default ->
                    throw new IllegalArgumentException("'" + letter + "' is no parameter; there are c, i, m and s");
            };
        }
        return Pattern.compile(PosixBrackets.toJava(pattern), flags);
    }

    /** Whether the pattern matches the whole text. */
    public static Kernel matches(Pattern pattern) {
        return in -> {
            TextColumn text = in.text(0);
            return RowLoop.booleans(
                    in,
                    row -> guarded(in, row, false, matcher -> matcher.matches(), pattern.matcher(text.string(row))));
        };
    }

    /**
     * Replaces matches.
     *
     * @param replacement with \1 to \9 for groups
     * @param position the character from 1 at which the search starts
     * @param occurrence which match; 0 for all
     */
    public static Kernel replace(Pattern pattern, String replacement, int position, int occurrence) {
        String javaReplacement = javaReplacement(replacement);
        return in -> {
            TextColumn text = in.text(0);
            return RowLoop.text(in, 16, (row, out) -> {
                String subject = text.string(row);
                Function<Matcher, String> replaced =
                        matcher -> replaced(matcher, subject, javaReplacement, position, occurrence);
                TextConversion.append(out, guarded(in, row, "", replaced, pattern.matcher(subject)));
            });
        };
    }

    private static String replaced(Matcher matcher, String subject, String replacement, int position, int occurrence) {
        int length = subject.codePointCount(0, subject.length());
        int start = subject.offsetByCodePoints(0, Math.min(position - 1, length));
        StringBuilder result = new StringBuilder();
        int seen = 0;
        boolean more = matcher.find(start);
        while (more && (occurrence == 0 || seen < occurrence)) {
            seen++;
            if (occurrence == 0 || seen == occurrence) {
                matcher.appendReplacement(result, replacement);
            }
            more = matcher.find();
        }
        return matcher.appendTail(result).toString();
    }

    /** Snowflake's \1 as Java's $1; a dollar stands for itself. */
    static String javaReplacement(String replacement) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            boolean group = c == '\\' && i + 1 < replacement.length() && Character.isDigit(replacement.charAt(i + 1));
            if (group) {
                java.append('$').append(replacement.charAt(++i));
            } else {
                java.append(c == '\\' || c == '$' ? "\\" : "").append(c);
            }
        }
        return java.toString();
    }

    /** Java's matcher recurses: a text too long for the pattern is that row's fault, not the end of the worker. */
    private static <T> T guarded(Arguments in, int row, T otherwise, Function<Matcher, T> match, Matcher matcher) {
        try {
            return match.apply(matcher);
        } catch (StackOverflowError e) {
            in.invalid(row, "regexp: " + Attempt.shown(in.column(0), row) + " is too long for " + matcher.pattern());
            return otherwise;
        }
    }
}
