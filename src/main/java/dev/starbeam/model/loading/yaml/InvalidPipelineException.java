package dev.starbeam.model.loading.yaml;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The declaration is not a pipeline. Carries every mistake found, sorted by place. */
public final class InvalidPipelineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    public InvalidPipelineException(Collection<Mistake> mistakes) {
        super(mistakes.stream().sorted().distinct().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = mistakes.stream().sorted().distinct().toList();
    }

    /** At least one. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
