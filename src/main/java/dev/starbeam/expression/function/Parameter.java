package dev.starbeam.expression.function;

/**
 * A parameter of a function.
 *
 * @param optional whether it, and those after it, may be left out
 * @param repeated whether it may be given any number of times; only the last one
 */
public record Parameter(String name, Accepts accepts, boolean optional, boolean repeated) {
    static Parameter of(String name, Accepts accepts) {
        return new Parameter(name, accepts, false, false);
    }

    static Parameter optional(String name, Accepts accepts) {
        return new Parameter(name, accepts, true, false);
    }

    /** Once or more. */
    static Parameter repeated(String name, Accepts accepts) {
        return new Parameter(name, accepts, false, true);
    }

    /** As signatures show it: {@code scale constant integer}. */
    String signature() {
        return name + " " + accepts.words() + (repeated ? " …" : "");
    }
}
