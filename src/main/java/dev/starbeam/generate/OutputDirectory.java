package dev.starbeam.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes room for generated files without ever touching a file that was not generated. */
final class OutputDirectory {
    static final String REPORT = "dirt.json";
    private static final Pattern GENERATED =
            Pattern.compile("(customers|products|orders)-\\d+-of-\\d+\\.csv|" + Pattern.quote(REPORT));

    private OutputDirectory() {}

    /**
     * Creates the directory, or empties it of what an earlier run generated.
     *
     * @throws InvalidSettingsException when it is a file, or holds anything else
     */
    static void prepare(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw refused(directory, "it is a file");
        }
        Files.createDirectories(directory);
        List<Path> present;
        try (Stream<Path> files = Files.list(directory)) {
            present = files.sorted().toList();
        }
        for (Path file : present) {
            if (!GENERATED.matcher(file.getFileName().toString()).matches()) {
                throw refused(directory, "it holds " + file.getFileName() + ", which was not generated");
            }
        }
        for (Path file : present) {
            Files.delete(file);
        }
    }

    private static InvalidSettingsException refused(Path directory, String why) {
        return new InvalidSettingsException(
                List.of("out: can't write to " + directory + ": " + why + "; name an empty or new directory"));
    }
}
