package dev.starbeam.staging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does several pieces of work at a time. When one fails, or the thread that waits is interrupted, all end before the failure
 * is passed on; what goes wrong meanwhile is suppressed in it.
 */
final class SideBySide {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

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
            return results(work, pool);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            end(pool, breakOff, cause);
            throw failure(cause);
        } catch (InterruptedException e) {
            end(pool, breakOff, e);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        } finally {
            pool.shutdown();
        }
    }

    private static <T> List<T> results(List<Callable<T>> work, ExecutorService pool)
            throws ExecutionException, InterruptedException {
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
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    /** Nothing may go on writing when the work is said to have failed. */
    private static void end(ExecutorService pool, Runnable breakOff, Throwable cause) {
        try {
            breakOff.run();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
        pool.shutdownNow();
        if (!hasEnded(pool)) {
            cause.addSuppressed(new IllegalStateException("reading goes on although it was broken off"));
        }
    }

    /** Waits even if this thread is to stop. */
    private static boolean hasEnded(ExecutorService pool) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
