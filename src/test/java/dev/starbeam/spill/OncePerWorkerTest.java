package dev.starbeam.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OncePerWorkerTest {
    @Test
    void threadsThatAskForTheSameGetTheSameMadeOnce() throws Exception {
        AtomicInteger made = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<long[]>> asking = Collections.nCopies(
                    16, () -> OncePerWorker.get("once", long[].class, () -> new long[] {made.incrementAndGet()}));
            List<long[]> got = new ArrayList<>();
            for (Future<long[]> each : pool.invokeAll(asking)) {
                got.add(each.get());
            }
            assertThat(got).allMatch(each -> each == got.get(0));
        } finally {
            pool.shutdown();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    @Timeout(60)
    void nobodyWaitsForWhatAnotherMakes() throws IOException {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            String made = OncePerWorker.get("long in the making", String.class, () -> {
                try {
                    return "after "
                            + other.submit(() -> OncePerWorker.get("made soon", String.class, () -> "another"))
                                    .get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IOException(e);
                }
            });
            assertThat(made).isEqualTo("after another");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void whatCouldNotBeMadeIsTriedAgain() throws IOException {
        assertThatThrownBy(() -> OncePerWorker.get("tried", String.class, () -> {
                    throw new IOException("not there yet");
                }))
                .hasMessage("not there yet");
        assertThat(OncePerWorker.get("tried", String.class, () -> "there")).isEqualTo("there");
    }

    @Test
    void otherFilesAreOtherThings() throws IOException {
        assertThat(OncePerWorker.get(List.of("keys", "a"), String.class, () -> "of a"))
                .isEqualTo("of a");
        assertThat(OncePerWorker.get(List.of("keys", "b"), String.class, () -> "of b"))
                .isEqualTo("of b");
    }
}
