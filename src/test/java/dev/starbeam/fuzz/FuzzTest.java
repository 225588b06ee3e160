package dev.starbeam.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the data of the shipped pipelines and their declarations are made to hold: exit codes are 0 to 3, no stack trace is
 * on the screen, nothing is published by half, the screen tells what the tables hold, and every row of the input is found again.
 *
 * <p>The commit ({@code -Dstarbeam.sample}) decides which cases are tried, {@code -Dstarbeam.full=true} that many are.
 * {@code -Dstarbeam.fuzz=SEED} repeats the one that a failure names.
 */
class FuzzTest {
    private static final int RUNS = 8;
    private static final int DECLARATIONS = 40;
    private static final int FULL = 50;

    @TempDir
    static Path directory;

    @Test
    void nothingIsLostUnseenWhateverIsRun() throws Exception {
        Map<Long, List<String>> faults = new TreeMap<>();
        Path home = Files.createDirectories(directory.resolve("runs")).toRealPath();
        for (long seed : seeds(RUNS)) {
            FuzzCase one = new FuzzCase(seed, home);
            List<String> found = one.faults();
            if (!found.isEmpty()) {
                faults.put(seed, found);
                keep(one.directory(), seed);
            }
        }
        assertThat(faults)
                .as("by seed; the cases are kept in the system's directory for temporary files")
                .isEmpty();
    }

    @Test
    void everyMistakeOfADeclarationIsToldWhateverItIs() throws Exception {
        Map<Long, String> faults = new TreeMap<>();
        DeclarationCase cases = new DeclarationCase(Files.createDirectories(directory.resolve("declarations")));
        for (long seed : seeds(DECLARATIONS)) {
            String found = cases.fault(seed);
            if (!found.isEmpty()) {
                faults.put(seed, found);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static long[] seeds(int usual) {
        Long one = Long.getLong("starbeam.fuzz");
        long first = (long) System.getProperty("starbeam.sample", "").hashCode() << 20;
        int cases = usual * (Boolean.getBoolean("starbeam.full") ? FULL : 1);
        return one == null ? LongStream.range(first, first + cases).toArray() : new long[] {one};
    }

    private static void keep(Path home, long seed) throws IOException {
        Path kept = Path.of(System.getProperty("java.io.tmpdir"), "starbeam-fuzz" + seed);
        FuzzCase.delete(kept);
        Files.move(home, kept);
    }
}
