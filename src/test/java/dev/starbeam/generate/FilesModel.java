package dev.starbeam.generate;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds dirt by looking at the written files alone: slow, and knowing nothing of how they were made. */
final class FilesModel {
    static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private final String stem;
    private final long customers;
    private final long products;
    private final Map<String, Long> found = new TreeMap<>();
    private final Map<String, Integer> keys = new HashMap<>();
    long rows;

    private FilesModel(String stem, long customers, long products) {
        this.stem = stem;
        this.customers = customers;
        this.products = products;
    }

    /** Kind (with its column, where it is in one) to number of rows. */
    static FilesModel scan(String stem, GenerateSettings settings) throws IOException {
        FilesModel model = new FilesModel(stem, settings.customers(), settings.products());
        for (Path file : files(stem, settings.directory())) {
            List<Map<String, String>> rows = read(file);
            for (int i = 0; i < rows.size(); i++) {
                model.judge(rows.get(i), i > 0 && rows.get(i).equals(rows.get(i - 1)));
            }
        }
        return model;
    }

    Map<String, Long> found() {
        return found;
    }

    static List<Path> files(String stem, Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(stem + "-"))
                    .sorted()
                    .toList();
        }
    }

    /** Rows by column name. */
    static List<Map<String, String>> read(Path file) throws IOException {
        List<List<String>> records = parse(Files.readString(file));
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < record.size(); i++) {
                row.put(records.get(0).get(i), record.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> parse(String text) {
        List<List<String>> records = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quoted && letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(text.charAt(++i));
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && (letter == ',' || letter == '\n')) {
                records.get(records.size() - 1).add(field.toString());
                field.setLength(0);
                if (letter == '\n') {
                    records.add(new ArrayList<>());
                }
            } else {
                field.append(letter);
            }
        }
        return records.subList(0, records.size() - 1);
    }

    private void judge(Map<String, String> row, boolean sameAsAbove) {
        rows++;
        if (sameAsAbove) {
            find("duplicate", "");
            return;
        }
        int before = found.size();
        long dirtBefore = total();
        row.forEach(this::judgeValue);
        if (stem.equals("orders") && total() == dirtBefore && before == found.size()) {
            judgeAmounts(row);
        }
        if (total() == dirtBefore && keys.merge(key(row), 1, Integer::sum) > 1) {
            find("late_update", "");
        }
    }

    private long total() {
        return found.values().stream().mapToLong(Long::longValue).sum();
    }

    private String key(Map<String, String> row) {
        return switch (stem) {
            case "orders" -> row.get("order_id") + "/" + row.get("line_number");
            case "products" -> row.get("product_id");
            default -> row.get("customer_id");
        };
    }

    private void judgeValue(String column, String value) {
        if (value.isBlank()) {
            if (isRequired(column)) {
                find("missing_required", column);
            } else if (!column.equals("shipped_at") && !column.equals("delivered_at")) {
                find("empty", column);
            }
        } else if (!value.equals(value.strip())) {
            find("padding", column);
        } else if (!isUsualCase(column, value)) {
            find("case", column);
        } else if (List.of("quantity", "unit_price", "total_amount", "price").contains(column) && !isNumber(value)) {
            find("bad_number", column);
        } else if (column.endsWith("_at") && !isTimestamp(value)) {
            find("bad_date", column);
        } else if (stem.equals("orders") && isStranger(column, value)) {
            find("orphan", column);
        }
    }

    private void judgeAmounts(Map<String, String> row) {
        BigDecimal quantity = new BigDecimal(row.get("quantity"));
        BigDecimal expected = quantity.multiply(new BigDecimal(row.get("unit_price")));
        if (quantity.intValueExact() >= 1000) {
            find("outlier", "quantity");
        }
        if (expected.compareTo(new BigDecimal(row.get("total_amount"))) != 0) {
            find("wrong_total", "total_amount");
        }
    }

    private boolean isRequired(String column) {
        return switch (stem) {
            case "orders" -> List.of("order_id", "line_number", "product_id").contains(column);
            case "products" -> column.equals("product_id");
            default -> column.equals("customer_id");
        };
    }

    private static boolean isUsualCase(String column, String value) {
        return switch (column) {
            case "order_id", "customer_id", "product_id", "country" -> value.equals(value.toUpperCase(Locale.ROOT));
            case "order_status", "email" -> value.equals(value.toLowerCase(Locale.ROOT));
            case "category", "subcategory" -> !value.equals(value.toLowerCase(Locale.ROOT));
            default -> true;
        };
    }

    private static boolean isNumber(String value) {
        return value.matches("-?\\d+(\\.\\d{2})?");
    }

    private static boolean isTimestamp(String value) {
        try {
            LocalDateTime.parse(value, TIMESTAMP);
            return true;
        } catch (DateTimeException invalid) {
            return false;
        }
    }

    private boolean isStranger(String column, String value) {
        return switch (column) {
            case "customer_id" -> Long.parseLong(value.substring(1)) > customers;
            case "product_id" -> Long.parseLong(value.substring(1)) > products;
            default -> false;
        };
    }

    private void find(String kind, String column) {
        found.merge(column.isEmpty() ? kind : kind + " " + column, 1L, Long::sum);
    }
}
