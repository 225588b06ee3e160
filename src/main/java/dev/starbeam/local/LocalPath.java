package dev.starbeam.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where a run writes, if that is on this machine. Its files hold data, so nobody else may read them. */
public final class LocalPath {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private LocalPath() {}

    /** The path, unless {@code uri} means another file system. */
    public static Optional<Path> of(String uri) {
        try {
            return uri.contains("://") ? Optional.empty() : Optional.of(Path.of(uri));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether it is known that nothing is there. */
    public static boolean isMissing(String uri) {
        return of(uri).filter(path -> !Files.exists(path)).isPresent();
    }

    /** Takes what others may do away from a file or directory of ours; where the umask is stricter, it stays as it is. */
    public static void keepFromOthers(String uri) throws IOException {
        Optional<Path> path = of(uri);
        PosixFileAttributeView view =
                path.isEmpty() ? null : Files.getFileAttributeView(path.get(), PosixFileAttributeView.class);
        if (view != null && Files.exists(path.get())) {
            Set<PosixFilePermission> kept = EnumSet.copyOf(OWNER);
            kept.retainAll(view.readAttributes().permissions());
            view.setPermissions(kept);
        }
    }
}
