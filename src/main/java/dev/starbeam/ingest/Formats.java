package dev.starbeam.ingest;

import dev.starbeam.ingest.csv.CsvFormat;
import dev.starbeam.source.FileFormat;
import java.util.List;

/** The formats that files can be declared to have: a folder each, and a line here. The first is meant by default. */
public final class Formats {
    /** Those that come with Starbeam. */
    public static final List<FileFormat> BUILT_IN = List.of(new CsvFormat());

    private Formats() {}
}
