package dev.starbeam.model.loading;

import dev.starbeam.batch.Schema;
import dev.starbeam.expression.Expression;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.LossLimits;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.source.DeclaredSources;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.SourceModel;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hash of the declaration as resolved: every record with the names and values of its parts, in order. Comments,
 * formatting, where the files lie and what columns they happen to have are not part of it. The first half is of all but the
 * marts, the second of the marts.
 */
final class Fingerprint {
    private final DeclaredSources declared;
    private final Function<MartModel, String> marts;
    private final StringBuilder text = new StringBuilder();

    private Fingerprint(DeclaredSources declared, Function<MartModel, String> marts) {
        this.declared = declared;
        this.marts = marts;
    }

    /**
     * The fingerprint in hex.
     *
     * @param declared what sources declare
     * @param marts the text of a mart that counts
     */
    static String of(PipelineModel model, DeclaredSources declared, Function<MartModel, String> marts) {
        Fingerprint fingerprint = new Fingerprint(declared, marts);
        fingerprint.append(model);
        Fingerprint ofMarts = new Fingerprint(declared, marts);
        ofMarts.append(model.marts());
        return fingerprint.half() + ofMarts.half();
    }

    private String half() {
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, hash.length / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void append(@Nullable Object value) {
        if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(this::append);
            text.append(']');
        } else if (value instanceof MartModel mart) {
            String lag = mart.targetLag() == null ? "" : " " + mart.targetLag();
            appendText(mart.name() + " " + mart.materialized() + lag + " " + marts.apply(mart));
        } else if (value instanceof Expression expression) {
            appendText(withoutFormatting(expression.sql()));
        } else if (value instanceof Schema schema) {
            append(schema.fields());
        } else if (value instanceof Record record) {
            appendRecord(record);
        } else {
            appendText(String.valueOf(value));
        }
    }

    private void appendRecord(Record record) {
        text.append(record.getClass().getSimpleName()).append('{');
        for (RecordComponent part : record.getClass().getRecordComponents()) {
            if (isLeftOut(record, part)) {
                continue;
            }
            text.append(part.getName()).append('=');
            boolean isLocation = record instanceof SourceModel && part.getName().equals("location");
            append(isLocation ? declared.location(((SourceModel) record).name()) : valueOf(part, record));
        }
        text.append('}');
    }

    /** What is no part of the declaration, or only when it is declared. */
    private boolean isLeftOut(Record record, RecordComponent part) {
        String name = part.getName();
        if (record instanceof PipelineModel) {
            boolean undeclared = valueOf(part, record) instanceof LossLimits losses && !losses.isDeclared();
            return undeclared || Set.of("fingerprint", "marts", "warehouses").contains(name);
        }
        if (record instanceof SourceModel source) {
            return name.equals("settleMillis")
                    || name.equals("landed") && !source.landed()
                    || name.equals("replacesFiles") && isUsual(source)
                    || name.equals("schema") && !declared.hasColumns(source.name());
        }
        if (record instanceof DimensionModel dimension && dimension.tombstone() == null) {
            return name.equals("tombstone");
        }
        if (record instanceof FactModel fact && fact.withdraws()) {
            return name.equals("withdraws");
        }
        // Follows from a check's columns and the grain.
        return name.equals("isGrain");
    }

    private static boolean isUsual(SourceModel source) {
        return source instanceof FilesModel files && files.replacesFiles() == files.newFilesOnly();
    }

    private static @Nullable Object valueOf(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + part + " of the model", e);
        }
    }

    /** With its length, so that no two different lists of texts look the same. */
    private void appendText(String value) {
        text.append(value.length()).append(':').append(value).append(';');
    }

    /** White space outside quotes is one space each. */
    private static String withoutFormatting(String sql) {
        StringBuilder kept = new StringBuilder();
        char quote = 0;
        for (char c : sql.strip().toCharArray()) {
            boolean space = quote == 0 && Character.isWhitespace(c);
            if (!space || kept.charAt(kept.length() - 1) != ' ') {
                kept.append(space ? ' ' : c);
            }
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return kept.toString();
    }
}
