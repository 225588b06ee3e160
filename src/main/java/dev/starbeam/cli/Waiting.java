package dev.starbeam.cli;

import dev.starbeam.warehouse.WarehouseTarget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --wait}: how long a command waits for another process that has the warehouse open. */
final class Waiting {
    static final String OPTION = "wait";

    /** What help says of it. */
    static final String DESCRIPTION =
            "So long, e.g. 30s or 5m, another process that has the warehouse open is waited for (30s).";

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L);

    private Waiting() {}

    /** The warehouse as the words say it is waited for. */
    static WarehouseTarget of(Words words, WarehouseTarget target) throws UsageException {
        Optional<String> text = words.option(OPTION);
        if (text.isEmpty() || text.get().equals("true") || text.get().equals("false")) {
            return target;
        }
        Matcher time = TIME.matcher(text.get());
        if (!time.matches()) {
            throw new UsageException("--wait=" + text.get() + ": expected a time such as 30s, 5m or 1h");
        }
        long unit = SECONDS.getOrDefault(time.group(2), 1L);
        return target.waiting(Duration.ofSeconds(Long.parseLong(time.group(1)) * unit));
    }
}
