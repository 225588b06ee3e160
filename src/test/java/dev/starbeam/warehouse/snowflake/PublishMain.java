package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of its own that publishes a batch, builds its marts, and says what came of it. */
final class PublishMain {
    private PublishMain() {}

    /** The warehouse's URI, which says where its token is; and a file with the request. */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        PublishRequest request = read(Path.of(args[1]));
        try (SnowflakeWarehouse warehouse =
                SnowflakeFixture.open(SnowflakeUri.parse(args[0]), StatementObserver.NONE)) {
            PublishReceipt receipt = warehouse.publish(request);
            warehouse.buildMarts(request.run().batchId(), StarFixture.MARTS);
            System.out.println(receipt);
        } catch (WarehouseException e) {
            System.out.println(e.getMessage());
        }
    }

    private static PublishRequest read(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return (PublishRequest) in.readObject();
        }
    }
}
