package dev.starbeam.spill;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A file system in memory, {@code memory://…}, that has no directories, like an object store. */
public final class MemoryFiles extends FileSystem<MemoryFiles.Id> {
    static final String SCHEME = "memory";

    private record Stored(byte[] bytes, long writtenMillis) {}

    private static final ConcurrentSkipListMap<String, Stored> FILES = new ConcurrentSkipListMap<>();
    private static final Set<String> FORBIDDEN = new ConcurrentSkipListSet<>();

    /** Every file's name. */
    static List<String> names() {
        return List.copyOf(FILES.keySet());
    }

    /** A file of one byte. */
    public static void write(String name) {
        FILES.put(name, new Stored(new byte[] {1}, System.currentTimeMillis()));
    }

    /** From now on the file can be neither read nor removed. */
    static void forbid(String name) {
        FORBIDDEN.add(name);
    }

    public static void clear() {
        FILES.clear();
        FORBIDDEN.clear();
    }

    private static void requireAllowed(Id id) throws AccessDeniedException {
        if (FORBIDDEN.contains(id.name())) {
            throw new AccessDeniedException(id.name());
        }
    }

    @Override
    protected List<MatchResult> match(List<String> specs) {
        return specs.stream().map(MemoryFiles::match).toList();
    }

    /** As object stores read them: {@code **}, {@code *}, {@code ?} and {@code [ab]}. */
    private static String pattern(String spec) {
        StringBuilder pattern = new StringBuilder();
        Matcher part = Pattern.compile("\\*\\*|[*?]|\\[[^]]*]|.").matcher(spec);
        while (part.find()) {
            String text = part.group();
            pattern.append(
                    switch (text) {
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        case "?" -> "[^/]";
                        default -> text.startsWith("[") && text.length() > 1 ? text : Pattern.quote(text);
                    });
        }
        return pattern.toString();
    }

    private static MatchResult match(String spec) {
        String pattern = pattern(spec);
        List<Metadata> found = FILES.entrySet().stream()
                .filter(file -> file.getKey().matches(pattern))
                .map(file -> Metadata.builder()
                        .setResourceId(new Id(file.getKey()))
                        .setSizeBytes(file.getValue().bytes().length)
                        .setLastModifiedMillis(file.getValue().writtenMillis())
                        .setIsReadSeekEfficient(false)
                        .build())
                .toList();
        return MatchResult.create(found.isEmpty() ? Status.NOT_FOUND : Status.OK, found);
    }

    @Override
    protected WritableByteChannel create(Id id, CreateOptions options) {
        return Channels.newChannel(new ByteArrayOutputStream() {
            @Override
            public void close() {
                FILES.put(id.name(), new Stored(toByteArray(), System.currentTimeMillis()));
            }
        });
    }

    @Override
    protected ReadableByteChannel open(Id id) throws IOException {
        requireAllowed(id);
        Stored stored = FILES.get(id.name());
        if (stored == null) {
            throw new FileNotFoundException(id.name());
        }
        return Channels.newChannel(new ByteArrayInputStream(stored.bytes()));
    }

    @Override
    protected void copy(List<Id> from, List<Id> to) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void rename(List<Id> from, List<Id> to, MoveOptions... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void delete(Collection<Id> ids) throws IOException {
        for (Id id : ids) {
            requireAllowed(id);
            FILES.remove(id.name());
        }
    }

    @Override
    protected Id matchNewResource(String name, boolean isDirectory) {
        return new Id(name);
    }

    @Override
    protected String getScheme() {
        return SCHEME;
    }

    /** A file's whole name. */
    record Id(String name) implements ResourceId {
        private static final long serialVersionUID = 1L;

        @Override
        public ResourceId resolve(String other, ResolveOptions options) {
            String slash = name.endsWith("/") ? "" : "/";
            return new Id(name + slash + other + (options.equals(StandardResolveOptions.RESOLVE_DIRECTORY) ? "/" : ""));
        }

        @Override
        public ResourceId getCurrentDirectory() {
            return new Id(name.substring(0, name.lastIndexOf('/') + 1));
        }

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public String getFilename() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        @Override
        public boolean isDirectory() {
            return name.endsWith("/");
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
