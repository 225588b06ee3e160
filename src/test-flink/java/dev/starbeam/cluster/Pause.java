package dev.starbeam.cluster;

/** Between two looks at something that another process does. */
final class Pause {
    private static final long MILLIS = 100;

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
