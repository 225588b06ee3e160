package dev.starbeam.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a process of its own, with its own class path: it plans over {@code gs://}, stages its jars and submits
 * the job to a server on this machine that takes Google's place. Nothing of the class path here is on the launcher's.
 */
class DataflowLaunchTest {
    private static final String TOKEN = "pat-that-nobody-may-see";

    @TempDir
    private Path directory;

    @Test
    void theLauncherSubmitsTheJobWithItsJarsAndWithoutSecrets() throws Exception {
        try (FakeGoogle google = FakeGoogle.start();
                SnowflakeStandIn warehouse = SnowflakeStandIn.start(
                        directory.resolve("stages"),
                        directory.resolve("warehouse.duckdb").toString())) {
            putSources(google);

            Launched launched = launch(google, warehouse);

            assertThat(launched.exitCode())
                    .as("%s%n%s", launched.told(), google.unknown())
                    .isZero();
            assertThat(launched.told())
                    .contains("Batch b1 is submitted. What comes of it will be in gs://starbeam-test/report/b1.json.")
                    .doesNotContainIgnoringCase("published");
            assertThat(google.jobs()).hasSize(1);
            JsonNode job = google.jobs().get(0);
            assertThat(job.path("steps")).hasSizeGreaterThan(50);
            assertThat(staged(job)).isEqualTo(stagedObjects(google)).anyMatch(name -> name.startsWith("starbeam"));
            assertThat(staged(job)).hasSizeGreaterThan(100);
            assertThat(job.toString()).doesNotContain(TOKEN);
            google.objects()
                    .forEach((name, content) -> assertThat(new String(content, StandardCharsets.ISO_8859_1))
                            .as(name)
                            .doesNotContain(TOKEN));
        }
    }

    private static void putSources(FakeGoogle google) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("pipelines/customer_analytics/data/seed"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".csv")).toList()) {
                google.put("starbeam-test/raw/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private Launched launch(FakeGoogle google, SnowflakeStandIn warehouse) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of("starbeam").toAbsolutePath().toString(),
                "run",
                "--pipeline=pipelines/customer_analytics",
                "--var=raw=gs://starbeam-test/raw",
                "--batchId=b1",
                "--wait=false",
                "--warehouse=snowflake://fake/starbeam?user=loader&access_token=file:" + token
                        + "&address=http://127.0.0.1:" + warehouse.port(),
                "--staging=gs://starbeam-test/staging",
                "--report=gs://starbeam-test/report"));
        command.addAll(List.of(
                "--runner=DataflowRunner",
                "--project=starbeam-test",
                "--region=europe-west1",
                "--gcpTempLocation=gs://starbeam-test/temp",
                "--apiRootUrl=" + google.url(),
                "--gcsEndpoint=" + google.url() + "storage/v1/",
                "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the launcher does not end: " + Files.readString(output));
            }
            return new Launched(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    /** The files that the job asks for. */
    private static Set<String> staged(JsonNode job) {
        return StreamSupport.stream(
                        job.at("/environment/workerPools/0/packages").spliterator(), false)
                .map(file -> file.path("location").asText().replaceAll(".*/", ""))
                .collect(toCollection(TreeSet::new));
    }

    /** The jars that were uploaded for it, beside the graph. */
    private static Set<String> stagedObjects(FakeGoogle google) {
        return google.objects().keySet().stream()
                .filter(name -> name.startsWith("starbeam-test/temp/staging/") && name.endsWith(".jar"))
                .map(name -> name.replaceAll(".*/", ""))
                .collect(toCollection(TreeSet::new));
    }

    private record Launched(int exitCode, String told) {}
}
