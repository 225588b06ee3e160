package dev.starbeam.model.loading.mart;

import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.dialect.MartDialect;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code marts/*.sql}: one SELECT each, over the star's tables and other marts. */
public final class MartsDeclaration {
    private final Mistakes mistakes;
    private final List<String> starTables;
    private final List<MartDialect> dialects;
    private final Map<String, MartQuery> queries = new TreeMap<>();

    /**
     * What marts may read.
     *
     * @param starTables the tables of the star
     * @param dialects the SQL of every kind of warehouse
     */
    public MartsDeclaration(List<String> starTables, List<MartDialect> dialects, Mistakes mistakes) {
        this.starTables = starTables;
        this.dialects = dialects;
        this.mistakes = mistakes;
    }

    /** The marts of a pipeline directory without fault, each after those it reads; equals in order of name. */
    public List<MartModel> read(Path directory) {
        Path folder = directory.resolve("marts");
        Map<String, MartModel> marts = new TreeMap<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString().replaceFirst("\\.sql$", "");
            String sql = text(file);
            if (sql != null && isNew(name, file, marts.keySet())) {
                MartQuery query = MartQuery.parse(file.toString(), sql, mistakes);
                MartHeader header = MartHeader.read(file.toString(), sql, mistakes);
                if (query != null) {
                    dialects.forEach(dialect -> query.checkDialect(dialect, sql, mistakes));
                    queries.put(name, query);
                    marts.put(name, mart(name, sql, query, header));
                }
            }
        }
        queries.forEach((name, query) -> query.checkTables(starTables, queries.keySet(), mistakes));
        marts.values().forEach(mart -> checkBase(mart, marts));
        return inOrder(marts);
    }

    private MartModel mart(String name, String sql, MartQuery query, MartHeader header) {
        MartGroups groups = header.groupBy().isEmpty() ? null : query.groups(sql, header.groupBy(), mistakes);
        return new MartModel(name, sql.strip(), header.materialized(), query.file(), header.targetLag(), groups);
    }

    /** The query of a mart without comments and formatting, for the fingerprint. */
    public String canonical(MartModel mart) {
        MartQuery query = queries.get(mart.name());
        return query == null ? mart.sql() : query.canonical();
    }

    private List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted().toList();
            all.stream()
                    .filter(MartsDeclaration::isNearlyMart)
                    .forEach(file -> mistakes.add(
                            new Place(file.toString(), 1, 1),
                            "is no mart, whose files end in .sql, in small letters; rename it"));
            return all.stream().filter(file -> file.toString().endsWith(".sql")).toList();
        } catch (IOException e) {
            mistakes.add(new Place(folder.toString(), 1, 1), "cannot be listed: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean isNearlyMart(Path file) {
        String name = file.toString();
        return name.toLowerCase(Locale.ROOT).endsWith(".sql") && !name.endsWith(".sql");
    }

    private @Nullable String text(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (!text.startsWith("\uFEFF")) {
                return text;
            }
            mistakes.add(
                    new Place(file.toString(), 1, 1), "begins with a byte order mark; save it as UTF-8 without one");
        } catch (CharacterCodingException e) {
            mistakes.add(new Place(file.toString(), 1, 1), "is not UTF-8 text");
        } catch (IOException e) {
            mistakes.add(new Place(file.toString(), 1, 1), "cannot be read: " + e.getMessage());
        }
        return null;
    }

    private boolean isNew(String name, Path file, Set<String> known) {
        Place place = new Place(file.toString(), 1, 1);
        if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,127}")) {
            mistakes.add(
                    place,
                    "\"" + name + "\" cannot name a mart; expected letters, digits and underscores, at most 128,"
                            + " a letter first");
            return false;
        }
        boolean taken = known.stream().anyMatch(name::equalsIgnoreCase);
        if (taken) {
            mistakes.add(place, "there is already a mart \"" + name + "\" (case does not tell names apart)");
        }
        return !taken;
    }

    /** Every run replaces a table or a view, after which a dynamic table over it would be computed from nothing. */
    private void checkBase(MartModel mart, Map<String, MartModel> marts) {
        MartQuery query = queries.get(mart.name());
        if (query == null || mart.materialized() != Materialization.DYNAMIC_TABLE) {
            return;
        }
        for (MartModel other : marts.values()) {
            if (other.materialized() != Materialization.DYNAMIC_TABLE
                    && query.marts().stream().anyMatch(other.name()::equalsIgnoreCase)) {
                mistakes.add(
                        new Place(mart.file(), 1, 1),
                        "a dynamic table can't read marts." + other.name()
                                + ", which every run replaces; make that a dynamic_table as well, with target_lag:"
                                + " downstream, or read star.… only");
            }
        }
    }

    private List<MartModel> inOrder(Map<String, MartModel> marts) {
        List<MartModel> ordered = new ArrayList<>();
        Set<String> open = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        open.addAll(marts.keySet());
        while (!open.isEmpty()) {
            List<String> ready =
                    open.stream().filter(name -> isReady(name, open)).toList();
            if (ready.isEmpty()) {
                MartModel first = marts.get(open.iterator().next());
                mistakes.add(
                        new Place(first == null ? "marts" : first.file(), 1, 1),
                        "marts read one another in a circle: " + String.join(", ", open));
                break;
            }
            ready.stream().map(marts::get).forEach(ordered::add);
            ready.forEach(open::remove);
        }
        return List.copyOf(ordered);
    }

    private boolean isReady(String name, Set<String> open) {
        MartQuery query = queries.get(name);
        return query == null || query.marts().stream().noneMatch(open::contains);
    }
}
