package dev.starbeam.quality.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people can do about a failing check, the safest first: always at least one remedy. */
public final class Remedies {
    private final List<String> remedies;

    private Remedies(List<String> remedies) {
        this.remedies = List.copyOf(remedies);
    }

    /** Remedies that may apply, to be ended by one that does in any case. */
    public static Draft first(String remedy) {
        return new Draft().then(remedy);
    }

    /** The same, where the first is known only now and then. */
    public static Draft first(Optional<String> remedy) {
        return new Draft().then(remedy);
    }

    /** Each one sentence or two that says what to change. */
    public List<String> list() {
        return remedies;
    }

    /** Remedies still without the one that applies in any case. */
    public static final class Draft {
        private final List<String> remedies = new ArrayList<>();

        private Draft() {}

        public Draft then(String remedy) {
            remedies.add(remedy);
            return this;
        }

        public Draft then(Optional<String> remedy) {
            remedy.ifPresent(remedies::add);
            return this;
        }

        /** Ends with a remedy that applies in any case. */
        public Remedies lastly(String remedy) {
            remedies.add(remedy);
            return new Remedies(remedies);
        }
    }
}
