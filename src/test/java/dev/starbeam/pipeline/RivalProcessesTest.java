package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes publish one batch record at once: it is published once, whole, and neither fails. */
class RivalProcessesTest {
    private static final String ORDERS =
            "select count(*), count(distinct order_id), sum(total_amount) from star.fact_orders";
    private static final String LOADS = "select count(*), count(distinct batch_id) from quality.loads";

    @TempDir
    Path directory;

    @Test
    void onDuckDb() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"));
        List<Ended> ended = publishAtOnce(shop, "duckdb:" + shop.warehouse());
        assertThat(ended.stream().filter(Ended::hasPublished)).as("%s", ended).hasSize(1);
        // Whoever comes when the other has done all finds no record any more.
        assertThat(ended)
                .allMatch(one -> one.exitCode() == 0
                        || (one.exitCode() == 2 && one.screen().contains("there is no batch record")));
        assertThat(Published.rows(shop.warehouse(), ORDERS)).containsExactly("4|4|27.00");
        assertThat(Published.rows(shop.warehouse(), LOADS)).containsExactly("1|1");
    }

    @Test
    void onSnowflake() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"));
        try (StandInService service = StandInService.start(directory.resolve("snow"))) {
            MeetingAtTheLock meeting = new MeetingAtTheLock();
            service.standIn().inject(meeting);
            List<Ended> ended = publishAtOnce(shop, service.uri());
            assertThat(meeting.haveMet()).as("%s", ended).isTrue();
            assertThat(ended).allMatch(one -> one.exitCode() == 0);
            assertThat(ended.stream().filter(Ended::hasPublished)).hasSize(1);
            assertThat(service.rows(ORDERS)).containsExactly("4|4|27.00");
            assertThat(service.rows(LOADS)).containsExactly("1|1");
            assertThat(service.standIn().stagedFiles()).isEmpty();
        }
    }

    private static List<Ended> publishAtOnce(Shop shop, String warehouse) throws Exception {
        Path staging = shop.home().resolve("staging");
        List<String> common =
                List.of("--pipeline=" + shop.directory(), "--var=raw=" + shop.directory(), "--warehouse=" + warehouse);
        List<String> stage = new ArrayList<>(List.of("stage", "--staging=" + staging));
        stage.addAll(common);
        CommandLine staged = CommandLine.run(stage);
        assertThat(staged.exitCode()).as(staged.err()).isZero();
        String record = staged.out().stripTrailing();
        List<String> publish = new ArrayList<>(List.of("wait", "publish"));
        publish.addAll(common);
        publish.add("--report=" + Files.createDirectories(shop.home().resolve("report")));
        publish.add("--record=" + record.substring(record.lastIndexOf('\n') + 1));
        List<Process> rivals = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                rivals.add(RunMain.start(publish.toArray(String[]::new)));
            }
            return together(rivals);
        } finally {
            for (Process rival : rivals) {
                rival.destroyForcibly().waitFor();
            }
        }
    }

    /** Both are ready before either begins. */
    private static List<Ended> together(List<Process> rivals) throws Exception {
        List<BufferedReader> screens = new ArrayList<>();
        for (Process rival : rivals) {
            BufferedReader screen = rival.inputReader();
            assertThat(screen.readLine()).isEqualTo("open");
            screens.add(screen);
        }
        for (Process rival : rivals) {
            rival.getOutputStream().write('\n');
            rival.getOutputStream().flush();
        }
        List<Ended> ended = new ArrayList<>();
        for (int i = 0; i < rivals.size(); i++) {
            String screen = screens.get(i).lines().collect(Collectors.joining("\n"));
            ended.add(new Ended(rivals.get(i).waitFor(), screen));
        }
        return ended;
    }

    private record Ended(int exitCode, String screen) {
        boolean hasPublished() {
            return screen.contains("Published to");
        }
    }
}
