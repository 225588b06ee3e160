package dev.starbeam.model.loading.source;

import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.source.FormatOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one format of files is declared. From it come what is read, the JSON Schema and the table in the docs. */
public interface FormatDeclaration {
    /** What {@code format} says; also the key of its options. */
    String name();

    /** What its options are about, in one sentence. */
    String meaning();

    /** Every option. */
    List<FormatKey> keys();

    /** The options declared, what is left out by default; reports what is at fault at its place. */
    FormatOptions read(@Nullable Section declared);
}
