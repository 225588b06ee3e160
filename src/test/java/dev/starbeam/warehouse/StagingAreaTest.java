package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingAreaTest {
    private static final Instant NOW = Instant.parse("2024-05-02T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private StagingArea area;

    @BeforeEach
    void begin() {
        area = new StagingArea(directory + "/");
    }

    @Test
    void namesFollowFromWhatTheFileHolds() {
        assertThat(new StagingArea("s3://bucket/staging/").file("b1", "fact_orders", 7))
                .isEqualTo("s3://bucket/staging/b1/fact_orders/part-00007.parquet");
    }

    @Test
    void aPublishedBatchIsDeletedAndNoOther() throws IOException {
        stage("b1", 0);
        stage("b2", 0);
        area.delete("b1");
        area.delete("never");
        assertThat(paths()).containsExactly("b2", "b2/fact_orders", "b2/fact_orders/part-00000.parquet");
    }

    @Test
    void deadBatchesAreSweptOnceTheyAreOldEnough() throws IOException {
        stage("dead", 30);
        stage("running", 1);
        stage("own", 30);
        Path unfinished = directory.resolve("dead/fact_orders/part-00001.parquet.x.unfinished");
        Files.writeString(unfinished, "");
        Files.setLastModifiedTime(unfinished, FileTime.from(NOW.minus(Duration.ofHours(30))));
        assertThat(area.sweep("own", Duration.ofHours(24), CLOCK)).isEqualTo(2);
        assertThat(paths()).filteredOn(p -> !p.contains("/")).containsExactlyInAnyOrder("own", "running");
    }

    @Test
    void sweepingNothingIsFine() throws IOException {
        assertThat(area.sweep("own", Duration.ZERO, CLOCK)).isZero();
    }

    @Test
    void namesThatLeaveTheDirectoryAreRefused() {
        for (String name : List.of("../b", "a/b", "", ".", "a*")) {
            assertThatThrownBy(() -> area.file(name, "t", 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new StagingArea("out/*")).hasMessageContaining("plain path");
    }

    private void stage(String batchId, int hoursAgo) throws IOException {
        Path file = Path.of(area.file(batchId, "fact_orders", 0));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hoursAgo))));
    }

    private List<String> paths() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(p -> !p.equals(directory))
                    .map(p -> directory.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }
}
