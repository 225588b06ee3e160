package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that is measured.
 *
 * @param title who does the work
 * @param before what is done, unmeasured, in the empty directory that it will work in
 * @param command what to run there
 * @param exitCode what it has to end with; else its figures mean nothing
 */
record Contender(String title, Preparation before, Command command, int exitCode) {
    /** Done before the clock starts. */
    @FunctionalInterface
    interface Preparation {
        void in(Path work) throws IOException;
    }

    /** The words to run. */
    @FunctionalInterface
    interface Command {
        List<String> in(Path work) throws IOException;
    }

    Contender(String title, Command command) {
        this(title, work -> {}, command, 0);
    }

    Contender ending(int code) {
        return new Contender(title, before, command, code);
    }

    Contender after(Preparation preparation) {
        return new Contender(title, preparation, command, exitCode);
    }

    Contender named(String other) {
        return new Contender(other, before, command, exitCode);
    }
}
