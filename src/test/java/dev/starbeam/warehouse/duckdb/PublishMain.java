package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of its own to be killed: opens the warehouse, says so, and publishes when it is told. */
public final class PublishMain {
    private PublishMain() {}

    /** Warehouse file, request file; waits for a byte of standard input in between. */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Path file = Path.of(args[0]);
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(file, StarFixture.CLOCK, StatementObserver.NONE)) {
            System.out.println("open");
            if (System.in.read() < 0) {
                return;
            }
            PublishRequest request = read(Path.of(args[1]));
            warehouse.publish(request);
            warehouse.buildMarts(request.run().batchId(), StarFixture.MARTS);
            System.out.println("published");
        } catch (WarehouseException e) {
            System.out.println(e.getMessage());
        }
    }

    static PublishRequest read(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return (PublishRequest) in.readObject();
        }
    }

    /** A process that has the warehouse open. */
    static Process start(Path file, String request) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublishMain.class.getName(),
                        file.toString(),
                        request)
                .redirectErrorStream(true)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("open");
        return process;
    }

    /** Lets it publish. */
    static void goOn(Process process) throws IOException {
        process.outputWriter().write('\n');
        process.outputWriter().flush();
    }
}
