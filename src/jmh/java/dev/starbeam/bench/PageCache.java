package dev.starbeam.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the page cache holds of the input when a process starts. */
enum PageCache {
    /** All of it, as far as it fits: it has just been read. */
    WARM {
        @Override
        void prepare(Path input) throws IOException {
            for (Path file : files(input)) {
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    },
    /** Nothing. The whole cache is dropped where that is allowed, else the pages of the input alone. */
    COLD {
        @Override
        void prepare(Path input) throws IOException, InterruptedException {
            run(List.of("sync"));
            if (Files.isWritable(DROP)) {
                Files.writeString(DROP, "3");
            } else {
                for (Path file : files(input)) {
                    run(List.of("dd", "if=" + file, "of=/dev/null", "iflag=nocache", "count=0", "status=none"));
                }
            }
        }
    };

    private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

    static List<PageCache> named(String name) {
        return name.equals("both") ? List.of(values()) : List.of(valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** Fails when the state can't be brought about on this machine. */
    abstract void prepare(Path input) throws IOException, InterruptedException;

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("the page cache can't be dropped here: " + String.join(" ", command) + " failed");
        }
    }

    /** Which of the two it is on this machine. */
    static String howCold() {
        return Files.isWritable(DROP) ? "the whole page cache dropped" : "the pages of the input dropped, no others";
    }

    static long bytes(Path input) throws IOException {
        return files(input).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private static List<Path> files(Path input) throws IOException {
        try (Stream<Path> files = Files.walk(input)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
