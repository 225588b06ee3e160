package dev.starbeam.model.loading.yaml;

import dev.starbeam.words.NearestName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in the file. It reads itself as what the caller expects; when it is something else it says so, at its place,
 * and answers {@code null} or nothing.
 */
public final class Declared {
    private final Node node;
    private final Reading reading;

    public Declared(Node node, Reading reading) {
        this.node = node;
        this.reading = reading;
    }

    Place place() {
        return reading.document().place(node);
    }

    public void mistake(String message) {
        reading.mistakes().add(place(), message);
    }

    /** Reports a mistake within the value. */
    public void mistakeAt(Place place, String message) {
        reading.mistakes().add(place, message);
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether only the key was written. The word {@code null} is text like any other: it is a choice somewhere. */
    boolean isNothing() {
        return node instanceof ScalarNode scalar
                && Tag.NULL.equals(node.getTag())
                && !scalar.getValue().equals("null");
    }

    /** Text with variables filled in; any scalar is text, so that {@code no} and {@code 007} need no quotes. */
    @Nullable
    public PlacedText placedText(String expected) {
        PlacedText raw = rawText(expected);
        return raw == null ? null : reading.variables().fill(raw);
    }

    /** Text with variables left as they are. */
    @Nullable
    public PlacedText rawText(String expected) {
        if (!(node instanceof ScalarNode scalar) || isNothing()) {
            mistake("expected " + expected + ", found " + kind());
            return null;
        }
        YamlDocument document = reading.document();
        int[] origins = ScalarOrigins.of(scalar, document.characters());
        return new PlacedText(scalar.getValue(), origins, scalar.getEndMark().getIndex(), document);
    }

    /** As {@link #placedText}, without the places. */
    @Nullable
    public String text(String expected) {
        PlacedText text = placedText(expected);
        return text == null ? null : text.value();
    }

    /** The items of a list; nothing when it is none. */
    public List<Declared> items(String expected) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(item -> new Declared(item, reading))
                    .toList();
        }
        mistake("expected " + expected + ", found " + kind());
        return List.of();
    }

    /** The entries of a map whose keys are names that the author chose. */
    public List<Entry> entries(String expected) {
        if (node instanceof MappingNode map) {
            return Entry.of(map, reading);
        }
        mistake("expected " + expected + ", found " + kind());
        return List.of();
    }

    /**
     * A map with a known set of keys; others are reported.
     *
     * @param owner what to call it in messages, e.g. {@code source raw_orders}
     */
    @Nullable
    public Section section(String owner, Vocabulary keys) {
        return section(owner, keys.names());
    }

    /** As {@link #section(String, Vocabulary)}, for keys of somebody else's. */
    @Nullable
    public Section section(String owner, Set<String> keys) {
        Set<String> sorted = new TreeSet<>(keys);
        if (!isMap()) {
            mistake("expected " + owner + " with keys " + NearestName.list(sorted) + ", found " + kind());
            return null;
        }
        return new Section(owner, this, sorted, entries(owner));
    }

    private String kind() {
        if (isNothing()) {
            return "nothing";
        }
        if (node instanceof ScalarNode scalar) {
            return "\"" + scalar.getValue() + "\"";
        }
        return isList() ? "a list" : "a map";
    }
}
