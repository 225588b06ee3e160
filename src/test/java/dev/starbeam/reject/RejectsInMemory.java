package dev.starbeam.reject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Files rejected rows in this process, where a test finds them again by the names that the stage put out. */
public record RejectsInMemory() implements RejectedRowSink.Factory {
    private static final Map<String, List<RejectedRow>> FILES = new ConcurrentHashMap<>();

    /** The rows of a file. */
    public static List<RejectedRow> read(String file) {
        return FILES.get(file);
    }

    @Override
    public RejectedRowSink open(String stage) {
        List<RejectedRow> rows = new ArrayList<>();
        return new RejectedRowSink() {
            @Override
            public void add(RejectedRow row) {
                rows.add(row);
            }

            @Override
            public Optional<String> finish() {
                if (rows.isEmpty()) {
                    return Optional.empty();
                }
                String name = stage + "-" + UUID.randomUUID();
                FILES.put(name, List.copyOf(rows));
                return Optional.of(name);
            }

            @Override
            public void close() {}
        };
    }
}
