package dev.starbeam.model.loading.yaml;

import java.io.StringReader;
import java.util.IdentityHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * One YAML file as a graph of nodes that know their place. No object is constructed from it, so tags are without
 * effect; nesting, size and the expansion of aliases are limited.
 */
public final class YamlDocument {
    private static final int DEEPEST = 40;
    private static final int LARGEST_FILE = 2 << 20;
    private static final long MOST_NODES = 100_000;

    private final String file;
    private final int[] characters;
    private final Mistakes mistakes;

    public YamlDocument(String file, String text, Mistakes mistakes) {
        this.file = file;
        this.characters = text.codePoints().toArray();
        this.mistakes = mistakes;
    }

    /** The whole text, one element a character as YAML counts them. */
    int[] characters() {
        return characters;
    }

    /** The root, or {@code null} after reporting why there is none. */
    @Nullable
    public Node root() {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST);
        limits.setCodePointLimit(LARGEST_FILE);
        try {
            String text = new String(characters, 0, characters.length);
            Node root = new Yaml(limits).compose(new StringReader(text));
            if (root == null) {
                mistakes.add(place(0), "the file is empty; expected a pipeline: name, sources, staging, facts");
            }
            return root == null || isTooLarge(root) ? null : root;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            mistakes.add(mark == null ? place(0) : place(mark.getIndex()), "not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            mistakes.add(
                    place(e.getPosition()),
                    String.format(Locale.ROOT, "not YAML: a control character, U+%04X", e.getCodePoint()));
        } catch (YAMLException e) {
            mistakes.add(place(0), "not YAML: " + e.getMessage());
        }
        return null;
    }

    /** The place of the character at {@code index}. */
    public Place place(int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(index, characters.length); i++) {
            if (characters[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(file, line, Math.min(index, characters.length) - lineStart + 1);
    }

    public Place place(Node node) {
        return place(node.getStartMark().getIndex());
    }

    private boolean isTooLarge(Node root) {
        if (size(root, new IdentityHashMap<>()) <= MOST_NODES) {
            return false;
        }
        mistakes.add(place(root), "aliases (*name) repeat themselves or unfold to more than " + MOST_NODES + " values");
        return true;
    }

    /** Nodes under {@code node} with aliases unfolded; a node within itself counts as too many. */
    private static long size(Node node, IdentityHashMap<Node, Long> sizes) {
        if (!(node instanceof CollectionNode)) {
            return 1;
        }
        Long known = sizes.putIfAbsent(node, MOST_NODES + 1);
        if (known != null) {
            return known;
        }
        long size = 1;
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                size += size(item, sizes);
            }
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                size += size(entry.getKeyNode(), sizes) + size(entry.getValueNode(), sizes);
            }
        }
        size = Math.min(size, MOST_NODES + 1);
        sizes.put(node, size);
        return size;
    }
}
