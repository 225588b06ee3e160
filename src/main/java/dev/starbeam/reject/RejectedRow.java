package dev.starbeam.reject;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A row that was set aside, as people need it to repair and replay it.
 *
 * @param stage the source, staged entity or fact that rejected it
 * @param sourceFile the file it was read from
 * @param sourceOffset the byte offset of its record in the (decompressed) file
 * @param reason the kind of fault
 * @param column the column at fault, if one is
 * @param detail what was found and what was expected, in one sentence
 * @param raw the record as read, if at hand; otherwise to be found by file and offset
 */
public record RejectedRow(
        String stage,
        String sourceFile,
        long sourceOffset,
        RejectReason reason,
        @Nullable String column,
        String detail,
        @Nullable String raw)
        implements Serializable {}
