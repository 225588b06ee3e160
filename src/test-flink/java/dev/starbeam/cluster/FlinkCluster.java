package dev.starbeam.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A standalone Flink cluster: a JobManager and TaskManagers of two slots, each a process, from the Flink libraries on the
 * test's class path. Jobs bring their own classes, as on any cluster.
 */
final class FlinkCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SLOTS = 2;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final Path directory;
    private final int restPort;
    private final List<ChildProcess> processes = new ArrayList<>();
    private final List<ChildProcess> taskManagers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private FlinkCluster(Path directory, int restPort) {
        this.directory = directory;
        this.restPort = restPort;
    }

    /** Returns when all TaskManagers have registered. */
    static FlinkCluster start(Path directory, int taskManagers) throws IOException, InterruptedException {
        FlinkCluster cluster = new FlinkCluster(directory, freePort());
        cluster.configure();
        cluster.processes.add(cluster.java(
                "jobmanager", "-Xmx512m", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"));
        for (int i = 0; i < taskManagers; i++) {
            cluster.addTaskManager();
        }
        cluster.awaitSlots(taskManagers * SLOTS);
        return cluster;
    }

    /** What {@code --flinkMaster} and {@code flink run -m} take. */
    String master() {
        return "127.0.0.1:" + restPort;
    }

    /** Ends one TaskManager as a crash does, and starts another. */
    void replaceTaskManager() throws IOException {
        taskManagers.remove(0).kill();
        addTaskManager();
    }

    /** Runs Flink's own command line, as {@code flink} does. */
    ChildProcess flink(String name, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("-Xmx512m", "-cp", classPath(), "org.apache.flink.client.cli.CliFrontend"));
        command.addAll(List.of(words));
        return ChildProcess.java(
                directory.resolve(name + ".log"),
                Map.of("FLINK_CONF_DIR", directory.resolve("conf").toString()),
                command.toArray(String[]::new));
    }

    /** Runs the bundled jar's own command line, which submits to the cluster. */
    ChildProcess driver(String bundle, String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("-Xmx512m", "-cp", bundle + File.pathSeparator + classPath(), "dev.starbeam.cli.Main"));
        command.addAll(List.of(words));
        return ChildProcess.java(directory.resolve(name + ".log"), Map.of(), command.toArray(String[]::new));
    }

    /** An answer of the JobManager's REST interface. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + master() + path)).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Hands a jar to the JobManager as {@code POST /jars/upload} does, and returns the name it has there. */
    String upload(Path jar) throws IOException, InterruptedException {
        String boundary = "starbeam-test-boundary";
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"" + jar.getFileName()
                        + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n"),
                HttpRequest.BodyPublishers.ofFile(jar),
                HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        String stored = post("/jars/upload", "multipart/form-data; boundary=" + boundary, body)
                .path("filename")
                .asText();
        return stored.substring(stored.lastIndexOf('/') + 1);
    }

    /** Runs a jar that was handed over, as {@code POST /jars/:jar/run} does, and returns the job's id. */
    String run(String jar, List<String> words) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("programArgsList", words, "parallelism", 2 * SLOTS));
        return post("/jars/" + jar + "/run", "application/json", HttpRequest.BodyPublishers.ofString(body))
                .path("jobid")
                .asText();
    }

    /** The id of the job that began last. */
    String newestJob() throws IOException, InterruptedException {
        return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
                .max(Comparator.comparingLong(job -> job.path("start-time").asLong()))
                .orElseThrow()
                .path("jid")
                .asText();
    }

    /** Returns when the job has ended: how. */
    String awaitEnd(String job, long seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < deadline) {
            String state = get("/jobs/" + job).path("state").asText();
            if (List.of("FINISHED", "FAILED", "CANCELED").contains(state)) {
                return state;
            }
            Pause.briefly();
        }
        throw new IllegalStateException("job " + job + " does not end:\n" + logs());
    }

    /** Ends all jobs, as a test that failed must, or the next one's job waits for its workers. */
    void cancelJobs() throws IOException, InterruptedException {
        for (JsonNode job : get("/jobs").path("jobs")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://" + master() + "/jobs/" + job.path("id").asText()))
                    .method("PATCH", HttpRequest.BodyPublishers.noBody())
                    .build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private JsonNode post(String path, String type, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + master() + path))
                .header("Content-Type", type)
                .POST(body)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body() + "\n" + logs());
        }
        return JSON.readTree(answer.body());
    }

    /** What has been written to the logs, for a failed test to tell. */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        for (ChildProcess process : processes) {
            all.append(process.output()).append('\n');
        }
        return all.toString();
    }

    private void addTaskManager() throws IOException {
        ChildProcess started = java(
                "taskmanager-" + processes.size(),
                "-Xmx640m",
                "-XX:MaxDirectMemorySize=896m",
                "-XX:MaxMetaspaceSize=256m",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
        processes.add(started);
        taskManagers.add(started);
    }

    private void awaitSlots(int slots) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && processes.stream().allMatch(ChildProcess::isAlive)) {
            try {
                if (get("/overview").path("slots-total").asInt() == slots) {
                    return;
                }
            } catch (IOException notYet) {
                Pause.briefly();
            }
            Pause.briefly();
        }
        throw new IllegalStateException("the cluster does not come up:\n" + logs());
    }

    private ChildProcess java(String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                classPath()));
        command.addAll(List.of(words));
        command.addAll(List.of("--configDir", directory.resolve("conf").toString()));
        return ChildProcess.java(directory.resolve(name + ".log"), Map.of(), command.toArray(String[]::new));
    }

    /** The libraries a Flink distribution has; nothing of Beam or of ours, which jobs bring along. */
    private String classPath() {
        return Stream.concat(
                        Stream.of(directory.resolve("conf").toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(FlinkCluster::isOfFlink))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOfFlink(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return name.endsWith(".jar")
                && name.matches("(flink-|commons-|slf4j-|logback-|lz4-|kryo|minlog|objenesis|javassist|snappy-java"
                        + "|jsr305|log4j|chill|scala|zookeeper|async-profiler|typesafe|config-).*");
    }

    /**
     * A process that is dead is noticed by its closed port, within two heartbeats; one that is slow, as all are on a busy
     * machine, is left alone.
     */
    private void configure() throws IOException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        String settings =
                """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                jobmanager.memory.process.size: 1024m
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: %d
                taskmanager.cpu.cores: %d
                taskmanager.load-balance.mode: SLOTS
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.task.heap.size: 512m
                taskmanager.memory.task.off-heap.size: 64m
                taskmanager.memory.managed.size: 128m
                taskmanager.network.sort-shuffle.min-buffers: 64
                taskmanager.memory.network.min: 512m
                taskmanager.memory.network.max: 512m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 128m
                taskmanager.memory.jvm-overhead.max: 128m
                heartbeat.interval: 1000
                heartbeat.timeout: 120000
                pekko.startup-timeout: 300 s
                pekko.ask.timeout: 120 s
                restart-strategy.type: fixed-delay
                restart-strategy.fixed-delay.attempts: 10
                restart-strategy.fixed-delay.delay: 1s
                classloader.resolve-order: child-first
                io.tmp.dirs: %s
                """.formatted(freePort(), restPort, SLOTS, SLOTS, Files.createDirectories(directory.resolve("tmp")));
        Files.writeString(conf.resolve("flink-conf.yaml"), settings);
        Files.writeString(conf.resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d{HH:mm:ss} %-5level %logger{30} %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="out"/></root>
                </configuration>
                """);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
        processes.forEach(process -> process.await(60));
    }
}
