package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs for which memory or disk don't suffice: said as what it is, with what to do, in processes of their own. */
class OutOfRoomTest {
    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void deliver() throws Exception {
        shop = Shop.in(directory.resolve("shop"))
                .declaring(
                        "  - {check: iqr, column: total_amount, severity: warn}\n",
                        "  - {check: unique, severity: warn}\n");
        StringBuilder orders = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at\n");
        Random random = new Random(3);
        for (int i = 0; i < 300_000; i++) {
            orders.append(i).append(",a,1,").append(random.nextInt(1 << 30)).append(".25,2024-05-05 00:00:00\n");
        }
        shop.file("orders.csv", orders.toString());
    }

    /** To a process, a file that may not grow is what a full disk is; libraries that Beam unpacks are smaller. */
    @Test
    void aDiskThatIsFullWhileStagingNamesTheDirectory() throws Exception {
        assumeThat(Path.of("/usr/bin/prlimit")).exists();
        Process process = RunMain.start(words("wait"));
        assertThat(process.inputReader().readLine()).isEqualTo("open");
        int exit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=3000000")
                .start()
                .waitFor();
        assertThat(exit).isZero();
        process.outputWriter().write('\n');
        process.outputWriter().flush();

        assertThat(told(process))
                .contains(
                        "nothing was published: File too large (no room for staged files in "
                                + shop.home().resolve("staging"),
                        "Make room there, or stage elsewhere with --staging=DIR, and run again");
        assertNothingIsLeft();
    }

    /** Three hundred thousand values for the quartiles are more than this heap holds beside all else. */
    @Test
    void aHeapThatIsTooSmallIsTold() throws Exception {
        assertThat(told(RunMain.startWith("-Xmx36m", words())))
                .contains(
                        "nothing was published: out of memory (Java heap space). The heap may take ",
                        "give it more, e.g. STARBEAM_JAVA_OPTS=-Xmx4g");
        assertNothingIsLeft();
    }

    private String[] words(String... first) {
        String[] run = {
            "run",
            "--pipeline=" + shop.directory(),
            "--var=raw=" + shop.directory(),
            "--warehouse=duckdb:" + shop.warehouse(),
            "--staging=" + shop.home().resolve("staging"),
            "--report=" + shop.home().resolve("report")
        };
        String[] all = new String[first.length + run.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(run, 0, all, first.length, run.length);
        return all;
    }

    private static String told(Process process) throws Exception {
        String told = String.join("\n", process.inputReader().lines().toList());
        assertThat(process.waitFor()).as(told).isEqualTo(3);
        return told;
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(shop.warehouse()).doesNotExist();
        Path staging = shop.home().resolve("staging");
        if (Files.exists(staging)) {
            try (var files = Files.walk(staging)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }
}
