package dev.starbeam.model.loading.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects mistakes, so that all are reported at once. */
public final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();

    public void add(Place place, String message) {
        found.add(new Mistake(place.file(), place.line(), place.column(), message));
    }

    public void throwIfAny() throws InvalidPipelineException {
        if (!found.isEmpty()) {
            throw new InvalidPipelineException(found);
        }
    }
}
