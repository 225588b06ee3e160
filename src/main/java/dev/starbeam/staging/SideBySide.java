package dev.starbeam.staging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does several pieces of work at a time; when one fails, all end before the failure is passed on. */
final class SideBySide {
    private static final long PATIENCE_SECONDS = 60;

    private SideBySide() {}

    /**
     * The results, in the order of the work.
     *
     * @param threads how many at a time
     * @param breakOff makes the work under way fail; called at the first failure
     */
    static <T> List<T> all(List<Callable<T>> work, int threads, Runnable breakOff) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<T> completion = new ExecutorCompletionService<>(pool);
            List<Future<T>> futures = work.stream().map(completion::submit).toList();
            for (int i = 0; i < futures.size(); i++) {
                completion.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            breakOff.run();
            throw failure(e);
        } catch (InterruptedException e) {
            breakOff.run();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        } finally {
            end(pool);
        }
    }

    private static IOException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
        }
        if (e.getCause() instanceof Error cause) {
            throw cause;
        }
        return e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }

    /** Nothing may go on writing when the work is said to have failed. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("reading goes on although it was broken off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
