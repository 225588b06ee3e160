package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command and measures it with what Linux keeps in {@code /proc}; nothing needs to be installed. */
final class ChildProcess {
    private static final int TICKS_A_SECOND = 100;
    private static final Path LOG = Path.of("target/bench/last.log");

    private ChildProcess() {}

    /** Runs to the end; {@code expected} is the exit code without which the figures mean nothing. */
    static Measured run(List<String> command, int expected) throws IOException, InterruptedException {
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
            throw new IOException(String.join(" ", command) + "\nended with " + process.exitValue() + ", expected "
                    + expected + "; its output is in " + LOG);
        }
        return new Measured(wall, childrenSeconds() - before, peak);
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
