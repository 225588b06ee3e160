package dev.starbeam.spill;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What all threads of a worker share: made by the first that asks for it, and kept as long as any of them holds it. So a
 * table is read from its files once a worker, not once a thread.
 */
public final class OncePerWorker {
    private static final ConcurrentMap<Object, Slot> SLOTS = new ConcurrentHashMap<>();

    private OncePerWorker() {}

    /** Makes something. */
    public interface Maker<T> {
        T make() throws IOException;
    }

    /**
     * What {@code maker} made for {@code key}, here or before.
     *
     * @param key names what is made, the files it is made of included
     */
    public static <T> T get(Object key, Class<T> type, Maker<T> maker) throws IOException {
        SLOTS.values().removeIf(Slot::isGone);
        return type.cast(SLOTS.computeIfAbsent(key, k -> new Slot()).get(maker));
    }

    private static final class Slot {
        /** Nothing as long as it is being made. */
        private volatile @Nullable WeakReference<Object> made;

        synchronized Object get(Maker<?> maker) throws IOException {
            WeakReference<Object> former = made;
            Object known = former == null ? null : former.get();
            if (known == null) {
                made = null;
                known = maker.make();
                made = new WeakReference<>(known);
            }
            return known;
        }

        /** Without the lock, so that nobody waits for what others make. */
        boolean isGone() {
            WeakReference<Object> last = made;
            return last != null && last.get() == null;
        }
    }
}
