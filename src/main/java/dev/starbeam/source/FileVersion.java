package dev.starbeam.source;

import org.jspecify.annotations.Nullable;

/**
 * Which content of a file is meant. The content's checksum decides. Where it isn't known yet, since the file was only listed,
 * marks that have not changed stand for it.
 *
 * @param size bytes as stored
 * @param marks what its file system tells it from other states by
 * @param content the checksum of what was read, if it was
 */
public record FileVersion(long size, String marks, @Nullable String content) {
    private static final char CONTENT = '#';

    public FileVersion {
        marks = marks.replace(CONTENT, '_');
    }

    /** Whether both are known to be the same content. */
    public boolean isSame(FileVersion other) {
        return size == other.size
                && (content == null || other.content == null
                        ? marks.equals(other.marks)
                        : content.equals(other.content));
    }

    /** Whether reading {@code other}, which was only listed, may show that both are the same content. */
    public boolean maybeSame(FileVersion other) {
        return size == other.size && content != null && other.content == null;
    }

    /** As the ledger keeps it. */
    public static FileVersion parse(String text) {
        int marks = text.indexOf('/');
        int content = text.lastIndexOf(CONTENT);
        if (marks < 0) {
            return new FileVersion(-1, text, null);
        }
        long size;
        try {
            size = Long.parseLong(text.substring(0, marks));
        } catch (NumberFormatException e) {
            return new FileVersion(-1, text, null);
        }
        return content < marks
                ? new FileVersion(size, text.substring(marks + 1), null)
                : new FileVersion(size, text.substring(marks + 1, content), text.substring(content + 1));
    }

    @Override
    public String toString() {
        return size + "/" + marks + (content == null ? "" : CONTENT + content);
    }
}
