package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/** Processes of their own, to be killed: one that runs a command line, and one that holds a warehouse open. */
public final class RunMain {
    private RunMain() {}

    /** The words of a command line, {@code wait} and such words, or {@code hold} and a file. */
    public static void main(String[] words) throws Exception {
        if (words[0].equals("hold")) {
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + words[1])) {
                System.out.println(duck.isClosed() ? "closed" : "open");
                System.in.read();
            }
            return;
        }
        if (words[0].equals("wait")) {
            DriverManager.getConnection("jdbc:duckdb:").close();
            System.out.println("open");
            System.in.read();
        }
        CommandLine command = CommandLine.run(List.of(words).subList(words[0].equals("wait") ? 1 : 0, words.length));
        System.out.print(command.out() + command.err());
        System.exit(command.exitCode());
    }

    /** A process that has the file open, until it is killed. */
    static Process hold(Path file) throws IOException {
        Process process = start("hold", file.toString());
        assertThat(process.inputReader().readLine()).isEqualTo("open");
        return process;
    }

    /** A process that runs these words. */
    static Process start(String... words) throws IOException {
        return startWith("-Xmx512m", words);
    }

    /** The same with this heap. */
    static Process startWith(String heap, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
