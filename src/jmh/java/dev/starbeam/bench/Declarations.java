package dev.starbeam.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The declared pipeline that is measured, and copies of it with one line changed. */
final class Declarations {
    static final Path ANALYTICS = Path.of("pipelines/customer_analytics");

    private Declarations() {}

    /** With one check more, which no input passes. */
    static Path withClosedGate(Path home) {
        return changed(
                home.resolve("gated"),
                "\nquality:\n",
                "\nquality:\n  - {check: row_count, id: never, min: 1000000000000, severity: error}\n");
    }

    /** With each day's new files, as a shop would run it. */
    static Path readingNewFiles(Path home) {
        String orders = "    location: ${raw}/orders*.csv\n    format: csv\n";
        return changed(home.resolve("appending"), orders, orders + "    read: new_files\n");
    }

    /** Without any check. */
    static Path withoutChecks(Path home) {
        return changed(home.resolve("unchecked"), text -> text.substring(0, text.indexOf("\nquality:\n") + 1));
    }

    /** @param ending of the packed file, such as {@code gz} */
    static Path readingPacked(Path home, String ending) {
        return changed(home.resolve(ending), "orders*.csv\n", "orders*.csv." + ending + "\n");
    }

    /** Without deduplication, so that what came twice is published twice and {@code unique} only warns. */
    static Path keepingDuplicates(Path home) {
        return changed(
                home.resolve("duplicates"),
                "    deduplicate: {keys: [order_id, line_number], latest_by: updated_at}\n",
                "",
                "columns: [order_id, line_number], severity: error}",
                "columns: [order_id, line_number], severity: warn}");
    }

    /** With a check that no column passes: of customers, each with a hundred lines, or of what all lines share. */
    static Path uniqueOver(Path home, String column) {
        return changed(
                home.resolve("unique-" + column),
                "\nquality:\n",
                "\nquality:\n  - {check: unique, id: shared, columns: [" + column + "], severity: warn}\n");
    }

    /** Facts also look up what customers are, so that both references and lookups meet by customer. */
    static Path lookingUpCustomers(Path home) {
        return changed(
                home.resolve("lookups"),
                "    references:\n      customer_id:",
                "    lookups:\n      stg_customers: {on: customer_id, columns: [country, city]}\n"
                        + "    references:\n      customer_id:");
    }

    /** With deviations from the mean of each order, which are a third as many as lines. */
    static Path deviatingByOrder(Path home) {
        return changed(
                home.resolve("orders"),
                "\nquality:\n",
                "\nquality:\n"
                        + "  - {check: zscore, id: many, column: total_amount, by: order_id, threshold: 3, severity: warn}\n");
    }

    /** @param texts by turns what stands there and what is to stand instead */
    private static Path changed(Path directory, String... texts) {
        return changed(directory, text -> {
            String changed = text;
            for (int i = 0; i < texts.length; i += 2) {
                if (!changed.contains(texts[i])) {
                    throw new IllegalStateException(ANALYTICS + " has no line " + texts[i].strip());
                }
                changed = changed.replace(texts[i], texts[i + 1]);
            }
            return changed;
        });
    }

    private static Path changed(Path directory, UnaryOperator<String> change) {
        try {
            String declared = Files.readString(ANALYTICS.resolve("pipeline.yaml"));
            String changed = change.apply(declared);
            if (changed.equals(declared)) {
                throw new IllegalStateException(
                        ANALYTICS + " has changed: nothing of it is to be replaced in " + directory);
            }
            Files.createDirectories(directory.resolve("marts"));
            Files.writeString(directory.resolve("pipeline.yaml"), changed);
            for (Path mart : Marts.files()) {
                Files.write(directory.resolve("marts").resolve(mart.getFileName()), Files.readAllBytes(mart));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
