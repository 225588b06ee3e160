package dev.starbeam.bench;

import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The generated input of a given size, written once. */
final class BenchData {
    private static final Path HOME = Path.of("target/bench-data");

    private BenchData() {}

    static Path of(long orders) throws IOException {
        Path directory = HOME.resolve(Long.toString(orders));
        if (!Files.exists(directory.resolve("dirt.json"))) {
            System.err.println("generating " + orders + " order lines");
            DataGenerator.write(GenerateSettings.parse(Map.of(
                    "orders",
                    Long.toString(orders),
                    "customers",
                    "100000",
                    "products",
                    "10000",
                    "files",
                    orders < 3_000_000 ? "8" : "16",
                    "dirt",
                    "light",
                    "out",
                    directory.toString())));
        }
        return directory;
    }

    static long bytes(long orders) throws IOException {
        try (Stream<Path> files = Files.list(of(orders))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
