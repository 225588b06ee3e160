package dev.starbeam.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Damage to rows and cells: that of people and programs which write files that can be read. */
final class CellMutations {
    /** Values that mean something else than they seem to, or lie at an edge. */
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "\"\"",
            "NULL",
            "\\N",
            "n/a",
            "NaN",
            "Infinity",
            "-Infinity",
            "0",
            "-0",
            "-1",
            "1e9",
            "1e400",
            "0x10",
            "007",
            "1,5",
            "\"1,5\"",
            "\"1,234.50\"",
            "1.005",
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "999999999999.99",
            "0.0000000000000000000001",
            "+5",
            "5-",
            "(5)",
            "$5.00",
            "5%",
            "1_000",
            "٣",
            "１２",
            "true",
            "FALSE",
            "9999-12-31",
            "0001-01-01",
            "0000-00-00",
            "2024-02-30",
            "1/2/2024",
            "31/12/2024",
            "20240101",
            "1704067200",
            "2024-01-01T00:00:00Z",
            "2024-01-01 00:00:00+05:30",
            "2024-06-30 23:59:60",
            "1899-12-31",
            "2100-01-01",
            "10000-01-01",
            "-0044-03-15",
            "İstanbul",
            "straße",
            "e\u0301",
            "\u00e9",
            "\u200b",
            "\u00a0",
            "\u2028",
            "\ud83d\ude80",
            "\"two\nlines\"",
            "\"a \"\"b\"\" c\"",
            "'; drop table x; --",
            "=1+1",
            "${raw}",
            "%s%n",
            "{}",
            "<b>",
            "a|b",
            "\u0000",
            "C001 ",
            " c001",
            "536365",
            "VINET",
            "x".repeat(5000));

    static final List<Mutation> ALL = List.of(
            lines(CellMutations::setCell),
            lines(CellMutations::setCell),
            lines(CellMutations::setCells),
            lines(CellMutations::copyCell),
            lines(CellMutations::setColumn),
            lines(CellMutations::repeatLine),
            lines(CellMutations::removeLines),
            lines(CellMutations::shuffle),
            lines(CellMutations::cutLine),
            lines(CellMutations::swapColumns),
            lines(CellMutations::dropColumn),
            lines(CellMutations::renameColumn));

    private CellMutations() {}

    private static Mutation lines(BiConsumer<List<String>, Random> change) {
        return (content, random) -> {
            List<String> lines =
                    new ArrayList<>(Arrays.asList(new String(content, StandardCharsets.UTF_8).split("\n", -1)));
            if (lines.size() > 3) {
                change.accept(lines, random);
            }
            return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static void setCell(List<String> lines, Random random) {
        set(lines, row(lines, random), random.nextInt(40), value(random));
    }

    private static void setCells(List<String> lines, Random random) {
        for (int i = random.nextInt(30); i >= 0; i--) {
            setCell(lines, random);
        }
    }

    private static void copyCell(List<String> lines, Random random) {
        int column = random.nextInt(40);
        String[] from = lines.get(row(lines, random)).split(",", -1);
        set(lines, row(lines, random), column, from[column % from.length]);
    }

    private static void setColumn(List<String> lines, Random random) {
        int column = random.nextInt(40);
        String value = value(random);
        for (int row = 1; row < lines.size() - 1; row++) {
            set(lines, row, column, value);
        }
    }

    private static void repeatLine(List<String> lines, Random random) {
        String line = lines.get(row(lines, random));
        for (int i = random.nextInt(random.nextBoolean() ? 2 : 300); i >= 0; i--) {
            lines.add(row(lines, random), line);
        }
    }

    private static void removeLines(List<String> lines, Random random) {
        int from = row(lines, random);
        lines.subList(from, from + random.nextInt(lines.size() - from)).clear();
    }

    private static void shuffle(List<String> lines, Random random) {
        Collections.shuffle(lines.subList(1, lines.size() - 1), random);
    }

    private static void cutLine(List<String> lines, Random random) {
        int row = row(lines, random);
        String line = lines.get(row);
        lines.set(row, line.substring(0, random.nextInt(line.length() + 1)));
    }

    private static void swapColumns(List<String> lines, Random random) {
        int one = random.nextInt(40);
        int other = random.nextInt(40);
        lines.replaceAll(line -> {
            String[] cells = line.split(",", -1);
            Collections.swap(Arrays.asList(cells), one % cells.length, other % cells.length);
            return String.join(",", cells);
        });
    }

    private static void dropColumn(List<String> lines, Random random) {
        int column = random.nextInt(40);
        lines.replaceAll(line -> {
            List<String> cells = new ArrayList<>(Arrays.asList(line.split(",", -1)));
            cells.remove(column % cells.size());
            return String.join(",", cells);
        });
    }

    private static void renameColumn(List<String> lines, Random random) {
        set(lines, 0, random.nextInt(40), value(random));
    }

    private static void set(List<String> lines, int row, int column, String value) {
        String[] cells = lines.get(row).split(",", -1);
        cells[column % cells.length] = value;
        lines.set(row, String.join(",", cells));
    }

    /** A line below the header. */
    private static int row(List<String> lines, Random random) {
        return 1 + random.nextInt(lines.size() - 1);
    }

    private static String value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}
