package dev.starbeam.batch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ordered, uniquely named columns of a batch. Immutable; equal when the fields are equal in order. */
public final class Schema implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Field> fields;
    private final Map<String, Integer> positions;

    private Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.positions = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (positions.put(fields.get(i).name(), i) != null) {
                throw new IllegalArgumentException(
                        "column \"" + fields.get(i).name() + "\" appears twice in " + fields);
            }
        }
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    public static Schema of(List<Field> fields) {
        return new Schema(fields);
    }

    public List<Field> fields() {
        return fields;
    }

    public int size() {
        return fields.size();
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    public boolean contains(String name) {
        return positions.containsKey(name);
    }

    public Optional<Field> find(String name) {
        Integer position = positions.get(name);
        return position == null ? Optional.empty() : Optional.of(fields.get(position));
    }

    /** The field of that name. @throws IllegalArgumentException naming the columns there are */
    public Field field(String name) {
        return fields.get(position(name));
    }

    /** Where the column stands. @throws IllegalArgumentException naming the columns there are */
    public int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("no column \"" + name + "\"; there are " + names());
        }
        return position;
    }

    /** This schema with one more column at the end. */
    public Schema with(Field field) {
        List<Field> longer = new ArrayList<>(fields);
        longer.add(field);
        return new Schema(longer);
    }

    /** The named columns, in the order asked for. */
    public Schema project(List<String> names) {
        return new Schema(names.stream().map(this::field).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema schema && schema.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
