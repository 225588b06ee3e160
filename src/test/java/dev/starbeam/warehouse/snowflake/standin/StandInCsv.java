package dev.starbeam.warehouse.snowflake.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * CSV as the service reads it by default: fields by position; an empty field that isn't enclosed is NULL, and so is
 * {@code \\N}, enclosed or not; within an enclosed field the quote is doubled.
 */
final class StandInCsv {
    private static final char QUOTE = '\'';

    private final String text;
    private int at;

    private StandInCsv(String text) {
        this.text = text;
    }

    /** Loads a gzipped file; every record has as many fields as the table has columns. */
    static long load(Connection duck, String table, Path file) throws SQLException {
        StandInCsv csv = new StandInCsv(unpacked(file));
        long rows = 0;
        while (csv.at < csv.text.length()) {
            List<@Nullable String> record = csv.record();
            String marks = String.join(", ", Collections.nCopies(record.size(), "?"));
            try (PreparedStatement insert = duck.prepareStatement("insert into " + table + " values (" + marks + ")")) {
                for (int i = 0; i < record.size(); i++) {
                    insert.setString(i + 1, record.get(i));
                }
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new StandInRefusal(
                        100080, "22000", "Failed to load " + file + " into " + table + ": " + e.getMessage());
            }
            rows++;
        }
        return rows;
    }

    private static String unpacked(Path file) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<@Nullable String> record() {
        List<@Nullable String> fields = new ArrayList<>();
        do {
            fields.add(at < text.length() && text.charAt(at) == QUOTE ? enclosed() : plain());
        } while (at < text.length() && text.charAt(at++) == ',');
        return fields;
    }

    private @Nullable String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            at++;
        }
        String field = text.substring(start, at);
        return field.isEmpty() || field.equals("\\N") ? null : field;
    }

    private @Nullable String enclosed() {
        StringBuilder field = new StringBuilder();
        at++;
        while (text.charAt(at) != QUOTE || (at + 1 < text.length() && text.charAt(at + 1) == QUOTE)) {
            at += text.charAt(at) == QUOTE ? 1 : 0;
            field.append(text.charAt(at++));
        }
        at++;
        if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            throw new StandInRefusal(
                    100066, "22000", "Found character '" + text.charAt(at) + "' instead of field delimiter");
        }
        return field.toString().equals("\\N") ? null : field.toString();
    }
}
