package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link PublishMain} in a JVM of its own, to be killed or to run beside another; it ends when this is closed. */
final class PublishProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path output;

    private PublishProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Begins to publish.
     *
     * @param options of the JVM, its class path included
     * @param directory where it finds the request and the token, and leaves its output; no other process's
     */
    static PublishProcess start(List<String> options, SnowflakeStandIn standIn, PublishRequest request, Path directory)
            throws IOException {
        Path file = Files.createDirectories(directory).resolve("request");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(request);
        }
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                PublishMain.class.getName(),
                SnowflakeFixture.uri(standIn, directory).toString(),
                file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new PublishProcess(process, output);
    }

    /** Returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Whether it was killed; waits for its end. */
    boolean wasKilled() {
        return await() > 128;
    }

    /** Its last words; waits for them. */
    String answer() throws IOException {
        await();
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private int await() {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("process " + process.pid() + " does not end; see " + output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
