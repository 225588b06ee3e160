package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishing a million observations of 200,000 members: into an empty table, after a million versions, and between two
 * millions. Once with a fact of a million rows beside them, once with next to none, so that the merge of the dimension can
 * be held against one window query.
 */
final class HistoryContests {
    private static final String PIPELINE = "--pipeline=bench/history";
    private static final int AFTER_ALL = 100;
    private static final int VERSIONS_OF_QUERY = 3;

    private final BenchData data;
    private final HistoryData deliveries;
    private final boolean alone;

    private HistoryContests(BenchData data, long members, long events) {
        this.data = data;
        this.deliveries = new HistoryData(data.home(), members, events);
        this.alone = events == 1;
    }

    static List<Contest> of(BenchData data) throws IOException, InterruptedException {
        long members = data.scaled(200_000);
        List<Contest> contests = new ArrayList<>();
        for (long events : new long[] {data.scaled(1_000_000), 1}) {
            contests.addAll(new HistoryContests(data, members, events).contests());
        }
        return contests;
    }

    private List<Contest> contests() throws IOException, InterruptedException {
        Path first = deliveries.delivery(0, 0);
        Path onceMore = deliveries.delivery(1, 2);
        Path one = published("one", null, first);
        Path two = published("two", one, onceMore);
        return List.of(
                contest("into an empty table", first, null),
                contest("after a million versions", deliveries.delivery(2, AFTER_ALL), one),
                contest("between two million versions", deliveries.delivery(3, 1), two));
    }

    private Contest contest(String where, Path delivery, @Nullable Path before) {
        String what = alone ? "SCD 2, the dimension alone, " : "SCD 2 with a fact, ";
        Contender ours = Contenders.starbeam(PIPELINE, "--var", "raw=" + delivery);
        long batch = deliveries.members() * HistoryData.TIMES;
        return Contest.between(
                        what + where + ": publish",
                        delivery,
                        before == null
                                ? ours
                                : ours.after(work -> Files.copy(before, Path.of(Contenders.database(work)))),
                        alone ? Contenders.windowQuery(VERSIONS_OF_QUERY * batch, batch, deliveries.members()) : null)
                .ofStep("publish");
    }

    private Path published(String name, @Nullable Path before, Path delivery) throws IOException, InterruptedException {
        return data.published(
                "history-" + name + (alone ? "-alone" : ""),
                before,
                Contenders.starbeam(PIPELINE, "--var", "raw=" + delivery));
    }
}
