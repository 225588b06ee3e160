package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.starbeam.warehouse.WarehouseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFaultsTest {
    @TempDir
    Path directory;

    @Test
    void aLockedFileNamesTheProcessThatHoldsIt() throws Exception {
        Path file = directory.resolve("warehouse.duckdb");
        Process holder = PublishMain.start(file, "nothing to publish");
        try {
            assertThatThrownBy(() -> DuckDbWarehouse.open(file))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("process " + holder.pid())
                    .hasMessageContaining("one process may write it at a time");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        DuckDbWarehouse.open(file).close();
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws Exception {
        Path file = directory.resolve("notes.txt");
        String text = "not a database\n".repeat(2_000);
        Files.writeString(file, text);
        assertThatThrownBy(() -> DuckDbWarehouse.open(file))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("warehouse " + file + ": this file is not a DuckDB database");
        assertThat(file).hasContent(text);
    }

    @Test
    void aDirectoryIsNoWarehouse() {
        assertThatThrownBy(() -> DuckDbWarehouse.open(directory))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("is a directory; give a file in it");
    }

    @Test
    void aDirectoryThatCannotBeCreatedIsNamed() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("out"), "");
        assertThatThrownBy(() -> DuckDbWarehouse.open(inTheWay.resolve("warehouse.duckdb")))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("its directory can't be created");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceWhereNothingCanBeCreatedIsNamed() {
        assertThatThrownBy(() -> DuckDbWarehouse.open(Path.of("/proc/warehouse.duckdb")))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("warehouse /proc/warehouse.duckdb: it can't be created or opened");
    }

    @Test
    void aReadOnlyDirectoryIsNamed() throws Exception {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        assertThat(closed.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(closed)).as("root may write anywhere").isFalse();
        assertThatThrownBy(() -> DuckDbWarehouse.open(closed.resolve("warehouse.duckdb")))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("it can't be written; check the permissions");
    }

    @Test
    void permissionsAreExplained() {
        SQLException denied = new SQLException("IO Error: Cannot open file \"/a/b\": Permission denied");
        assertThat(DuckDbFaults.explain(Path.of("/a/b"), denied))
                .hasMessageContaining("warehouse /a/b: it can't be written; check the permissions")
                .hasMessageContaining("(DuckDB: IO Error");
    }
}
