package dev.starbeam.model.dialect;

import static java.util.stream.Collectors.toSet;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Token;
import org.jspecify.annotations.Nullable;

/**
 * A parsed query as nodes with parts, whatever their classes. The parser knows a hundred of them, for twenty dialects; a
 * visitor with a method for each would let through those it forgot, and those that a new version brings.
 */
public final class SyntaxTree {
    private static final String PARSER = "net.sf.jsqlparser.";

    /** What is done with a node. */
    public interface Rule {
        /** What stands in the node's place from now on; often the node itself. */
        Object rewritten(Object node, Token place);
    }

    private SyntaxTree() {}

    /** Applies the rule to every node, parts first. */
    public static Object rewrite(Object node, Token place, Rule rule) {
        Token here = place(node, place);
        for (Field part : parts(node.getClass())) {
            Object value = value(part, node);
            if (value instanceof List<?> list && !isNode(list)) {
                rewriteAll(list, here, rule);
            } else if (value != null && isNode(value)) {
                Object now = rewrite(value, here, rule);
                if (now != value) {
                    replace(part, node, now);
                }
            }
        }
        if (node instanceof List<?> list) {
            rewriteAll(list, here, rule);
        }
        return rule.rewritten(node, here);
    }

    /** The names of the parts that say something: neither empty nor {@code null}, false or 0. */
    public static List<String> setParts(Object node) {
        List<String> names = new ArrayList<>();
        for (Field part : parts(node.getClass())) {
            Object value = value(part, node);
            boolean unset = value == null
                    || value.equals(false)
                    || value.equals(0)
                    || value instanceof List<?> list && list.isEmpty() && !isNode(value);
            if (!unset) {
                names.add(part.getName());
            }
        }
        return names;
    }

    /** The names of the parts that nodes of a class may have. */
    public static Set<String> partNames(Class<?> type) {
        return parts(type).stream().map(Field::getName).collect(toSet());
    }

    private static void rewriteAll(List<?> list, Token place, Rule rule) {
        @SuppressWarnings("unchecked") // it is given back what it held, or what the rule puts in its place
        ListIterator<Object> each = (ListIterator<Object>) list.listIterator();
        while (each.hasNext()) {
            Object value = each.next();
            if (value != null && isNode(value)) {
                Object now = rewrite(value, place, rule);
                if (now != value) {
                    each.set(now);
                }
            } else if (value instanceof List<?> inner) {
                rewriteAll(inner, place, rule);
            }
        }
    }

    private static Token place(Object node, Token otherwise) {
        boolean placed = node instanceof ASTNodeAccess access && access.getASTNode() != null;
        return placed ? ((ASTNodeAccess) node).getASTNode().jjtGetFirstToken() : otherwise;
    }

    private static boolean isNode(Object value) {
        String type = value.getClass().getName();
        return type.startsWith(PARSER) && !type.startsWith(PARSER + "parser.") && !(value instanceof Enum<?>);
    }

    private static List<Field> parts(Class<?> type) {
        List<Field> parts = new ArrayList<>();
        for (Class<?> each = type; each.getName().startsWith(PARSER); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("node")) {
                    field.setAccessible(true);
                    parts.add(field);
                }
            }
        }
        return parts;
    }

    private static @Nullable Object value(Field part, Object node) {
        try {
            return part.get(node);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + part, e);
        }
    }

    private static void replace(Field part, Object node, Object value) {
        try {
            part.set(node, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot write " + part, e);
        }
    }
}
