package dev.starbeam.generate;

import java.util.List;

/** The settings of {@code generate} cannot be used; every mistake is named at once. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private final List<String> mistakes;

    public InvalidSettingsException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One sentence each. */
    public List<String> mistakes() {
        return mistakes;
    }
}
