package dev.starbeam.bench;

/** What belongs together in the result. */
enum Section {
    WHOLE_RUNS("Whole runs against DuckDB SQL"),
    START("Start-up and small inputs"),
    ROWS("What a row costs"),
    SIZES("Sizes and shapes"),
    RUNNERS("Runners"),
    BATCHES("Batches into what is published");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
