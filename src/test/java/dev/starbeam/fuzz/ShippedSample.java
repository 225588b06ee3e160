package dev.starbeam.fuzz;

import dev.starbeam.cli.CommandLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A shipped pipeline with a small part of its data, as bytes. The source of its fact also lands, so that each row that was
 * read can be looked up.
 *
 * @param name of the pipeline
 * @param declarations file to content: {@code pipeline.yaml} and the marts
 * @param data file to content
 */
record ShippedSample(String name, Map<String, byte[]> declarations, Map<String, byte[]> data) {
    private static final Path PIPELINES = Path.of("pipelines");

    /** So many lines of large files: orders, and the lines of these orders. */
    private static final Map<String, Integer> LINES = Map.of("orders.csv", 61, "order_details.csv", 161);

    static final List<ShippedSample> ALL = Stream.of("customer_analytics", "northwind", "online_retail")
            .map(ShippedSample::read)
            .toList();

    private static ShippedSample read(String name) {
        Path pipeline = PIPELINES.resolve(name);
        Map<String, byte[]> declarations = new TreeMap<>();
        Map<String, byte[]> data = new TreeMap<>();
        try {
            String yaml = Files.readString(pipeline.resolve("pipeline.yaml"))
                    .replace(
                            "details.csv\", header: {missing: fail}}",
                            "details.csv\", header: {missing: fail}, raw: {land: true}}")
                    .replaceAll(
                            "(orders\\*.csv|retail.csv.gz)\n    format: csv\n",
                            "$1\n    format: csv\n    raw: {land: true}\n")
                    .replace(".csv.gz", ".csv");
            declarations.put("pipeline.yaml", yaml.getBytes(StandardCharsets.UTF_8));
            for (Path file : files(pipeline.resolve("marts"))) {
                declarations.put("marts/" + file.getFileName(), Files.readAllBytes(file));
            }
            Path seed = pipeline.resolve("data/seed");
            for (Path file : files(Files.isDirectory(seed) ? seed : pipeline.resolve("data"))) {
                data.put(file.getFileName().toString().replace(".gz", ""), beginning(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ShippedSample(name, declarations, data);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] beginning(Path file) throws IOException {
        if (file.toString().endsWith(".gz")) {
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                return text(reader.lines().limit(150).toList());
            }
        }
        Integer lines = LINES.get(file.getFileName().toString());
        return lines == null
                ? Files.readAllBytes(file)
                : text(Files.readAllLines(file).subList(0, lines));
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes it to an empty directory. */
    void write(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> file : declarations.entrySet()) {
            put(directory.resolve(file.getKey()), file.getValue());
        }
        for (Map.Entry<String, byte[]> file : data.entrySet()) {
            put(directory.resolve("data").resolve(file.getKey()), file.getValue());
        }
    }

    private static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Runs what is in a directory. */
    static CommandLine run(Path directory, List<String> more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--pipeline=" + directory,
                "--var=raw=" + directory.resolve("data"),
                "--warehouse=duckdb:" + directory.resolve("warehouse.duckdb"),
                "--staging=" + directory.resolve("staging"),
                "--report=" + directory.resolve("report"),
                "--threads=2"));
        words.addAll(more);
        return CommandLine.run(words);
    }
}
