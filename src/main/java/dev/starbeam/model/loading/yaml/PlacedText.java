package dev.starbeam.model.loading.yaml;

/**
 * Text of the file with variables filled in, that still knows where each character came from.
 *
 * @param value the text
 * @param origins for each {@code char} the index of its character in the document; what a variable stood for comes
 *     from the variable's place
 * @param end the origin of the end of the text
 * @param document the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and one int a character is enough
public record PlacedText(String value, int[] origins, int end, YamlDocument document) {
    /** Where the text starts. */
    public Place place() {
        return place(0);
    }

    /** Where the {@code char} at {@code offset} was written; beyond the text, its end. */
    public Place place(int offset) {
        return document.place(offset < origins.length ? origins[Math.max(0, offset)] : end);
    }
}
