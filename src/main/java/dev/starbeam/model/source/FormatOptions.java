package dev.starbeam.model.source;

import java.io.Serializable;

/**
 * What is declared of one format of files: a public record in the format's own folder, whose components are part of the
 * pipeline's fingerprint.
 */
public interface FormatOptions extends Serializable {
    /** The format's name, as declared under {@code format}. */
    String format();
}
