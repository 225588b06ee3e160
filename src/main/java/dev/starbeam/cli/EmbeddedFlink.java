package dev.starbeam.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Settings of Flink where it runs in this process alone. */
final class EmbeddedFlink {
    private static final String OPTION = "--flinkConfDir=";

    /** A worker that has no turn for a minute, on a busy machine, hasn't died; and there is no other to take over. */
    private static final String SETTINGS = """
            heartbeat.timeout: 600000
            pekko.ask.timeout: 10 min
            """;

    private EmbeddedFlink() {}

    /** The words with a directory of settings, unless they, or the environment, name one. */
    static List<String> withSettings(List<String> words) throws IOException {
        boolean given = words.stream().anyMatch(word -> word.startsWith(OPTION));
        return given || System.getenv("FLINK_CONF_DIR") != null
                ? words
                : Stream.concat(words.stream(), Stream.of(OPTION + directory())).toList();
    }

    private static Path directory() throws IOException {
        Path directory = Files.createTempDirectory("starbeam-flink-");
        Path file = Files.writeString(directory.resolve("config.yaml"), SETTINGS);
        // What is named last is deleted first.
        directory.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        return directory;
    }
}
