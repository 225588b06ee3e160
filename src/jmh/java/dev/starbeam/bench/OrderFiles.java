package dev.starbeam.bench;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Brings generated order files into other shapes. Their records have no line breaks within. */
final class OrderFiles {
    private OrderFiles() {}

    static void cut(Path from, Path to, int lines) throws IOException {
        copyMembers(from, to);
        int part = 0;
        for (Path file : orders(from)) {
            List<String> all = Files.readAllLines(file);
            for (int first = 1; first < all.size(); first += lines) {
                StringBuilder text = new StringBuilder(all.get(0)).append('\n');
                all.subList(first, Math.min(all.size(), first + lines))
                        .forEach(line -> text.append(line).append('\n'));
                Files.writeString(to.resolve("orders-%06d.csv".formatted(part++)), text);
            }
        }
    }

    /** In one file, gzip or zstd as {@code ending} says; at a fast level, as exports often are. */
    static void pack(Path from, Path to, String ending) throws IOException {
        copyMembers(from, to);
        byte[] header = new byte[0];
        OutputStream file = Files.newOutputStream(to.resolve("orders.csv." + ending));
        try (OutputStream out = ending.equals("zst") ? new ZstdOutputStream(file) : new FastGzip(file)) {
            for (Path part : orders(from)) {
                try (var in = Files.newInputStream(part);
                        var lines = Files.lines(part)) {
                    byte[] first = (lines.findFirst().orElseThrow() + "\n").getBytes(StandardCharsets.UTF_8);
                    in.skipNBytes(header.length == 0 ? 0 : first.length);
                    header = first;
                    in.transferTo(out);
                }
            }
        }
    }

    /** In every second file the orders are others than those of the same seed's numbers. */
    static void renumberEverySecond(Path from, Path to) throws IOException {
        copyMembers(from, to);
        List<Path> files = orders(from);
        for (int i = 0; i < files.size(); i++) {
            Path target = to.resolve(files.get(i).getFileName());
            if (i % 2 == 0) {
                Files.copy(files.get(i), target);
            } else {
                renumber(files.get(i), target);
            }
        }
    }

    private static void renumber(Path from, Path to) throws IOException {
        try (Stream<String> lines = Files.lines(from);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            for (String line : (Iterable<String>) lines::iterator) {
                out.write(line.startsWith("O0") ? "N" + line.substring(1) : line);
                out.write('\n');
            }
        }
    }

    private static void copyMembers(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".csv") && !name.startsWith("orders")) {
                Files.copy(file, to.resolve(name));
            }
        }
    }

    private static List<Path> orders(Path directory) throws IOException {
        return files(directory).stream()
                .filter(file -> file.getFileName().toString().startsWith("orders"))
                .toList();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(1);
        }
    }
}
