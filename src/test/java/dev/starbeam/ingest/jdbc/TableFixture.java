package dev.starbeam.ingest.jdbc;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.source.DatabaseUrl;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.SecretReference;
import dev.starbeam.model.source.TableModel;
import dev.starbeam.model.source.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sources in a database, and all their rows as text. */
final class TableFixture {
    private TableFixture() {}

    static TableModel table(PostgresServer database, String table, String... columns) {
        return source(jdbc(database.url(), "postgres", null, table, null, null, 1), columns);
    }

    static TableModel query(PostgresServer database, String query, String... columns) {
        return source(jdbc(database.url(), "postgres", null, null, query, null, 1), columns);
    }

    /** The same, cut by a column. */
    static TableModel cut(TableModel source, String column, int partitions) {
        JdbcModel j = source.jdbc();
        return new TableModel(
                source.name(),
                new JdbcModel(j.location(), j.url(), j.user(), j.password(), j.table(), j.query(), column, partitions),
                source.schema());
    }

    static JdbcModel jdbc(
            String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable String table,
            @Nullable String query,
            @Nullable String partitionBy,
            int partitions) {
        DatabaseUrl address = DatabaseUrl.parse(url).orElseThrow();
        return new JdbcModel(
                address.address() + (table == null ? "?query=raw" : "/" + table),
                address,
                user,
                password == null ? null : SecretReference.parse(password).orElseThrow(),
                table == null ? null : TableName.parse(table).orElseThrow(),
                query,
                partitionBy,
                partitions);
    }

    static TableModel source(JdbcModel jdbc, String... columns) {
        return new TableModel(
                "raw",
                jdbc,
                Schema.of(Stream.of(columns)
                        .map(name -> new Field(name, ColumnType.TEXT))
                        .toArray(Field[]::new)));
    }

    /** Each row as {@code number: a|b|c}, part by part. */
    static List<String> rows(TableModel source) throws IOException {
        try (TableSnapshot snapshot = TableSnapshot.open(source)) {
            return rows(source, snapshot);
        }
    }

    static List<String> rows(TableModel source, TableSnapshot snapshot) throws IOException {
        List<String> rows = new ArrayList<>();
        for (TablePart part : snapshot.parts()) {
            rows.addAll(rows(source, snapshot, part));
        }
        return rows;
    }

    static List<String> rows(TableModel source, TableSnapshot snapshot, TablePart part) throws IOException {
        List<String> rows = new ArrayList<>();
        try (PartReader reader = snapshot.read(part, rejected -> rows.add("rejected " + rejected.detail()))) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    List<String> values = new ArrayList<>();
                    for (String name : source.schema().names()) {
                        values.add(batch.text(name).display(row));
                    }
                    long number = batch.longs(Provenance.SOURCE_OFFSET).value(row);
                    rows.add(number + ": " + String.join("|", values));
                }
            }
        }
        return rows;
    }
}
