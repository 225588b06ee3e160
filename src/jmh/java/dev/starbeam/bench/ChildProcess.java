package dev.starbeam.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs a command and measures it with what Linux keeps in {@code /proc}; nothing needs to be installed. */
final class ChildProcess {
    private static final int TICKS_A_SECOND = 100;
    private static final Path LOG = Path.of("target/bench/last.log");

    private ChildProcess() {}

    /** Runs to the end; {@code expected} is the exit code without which the figures mean nothing. */
    static Measured run(List<String> command, int expected) throws IOException, InterruptedException {
        return run(command, expected, LOG.resolveSibling("no-report"));
    }

    /** Takes the seconds of steps from the JSON summary that the process leaves in {@code report}, if it does. */
    static Measured run(List<String> command, int expected, Path report) throws IOException, InterruptedException {
        Files.createDirectories(LOG.getParent());
        double before = childrenSeconds();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakOf(process.pid()));
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != expected) {
            throw new IOException("ended with %d, expected %d: %s"
                    .formatted(process.exitValue(), expected, firstWords(Files.readString(LOG))));
        }
        return new Measured(wall, childrenSeconds() - before, peak, steps(report));
    }

    private static String firstWords(String log) {
        String line = log.strip().replaceAll("\\s+", " ");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private static Map<String, Double> steps(Path report) throws IOException {
        Map<String, Double> steps = new TreeMap<>();
        if (Files.isDirectory(report)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(report, "*.json")) {
                for (Path file : files) {
                    new ObjectMapper()
                            .readTree(file.toFile())
                            .path("seconds")
                            .properties()
                            .forEach(step ->
                                    steps.put(step.getKey(), step.getValue().asDouble()));
                }
            }
        }
        return steps;
    }

    /** Seconds of CPU that all children which have ended took, with theirs. */
    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // The second field is a name that may hold spaces; the figures count from behind it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / (double) TICKS_A_SECOND;
    }

    private static long peakOf(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException ended) {
            // The process ended between the two looks; what was seen before stands.
        }
        return 0;
    }
}
