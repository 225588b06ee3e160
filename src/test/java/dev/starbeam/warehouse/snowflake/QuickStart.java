package dev.starbeam.warehouse.snowflake;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Options of JVMs that run the classes of this one and start in half the time: they share an archive of the classes that
 * a first one loaded. Without the archive they run all the same.
 */
final class QuickStart {
    private final String archive;
    private final String classPath;

    private QuickStart(String archive, String classPath) {
        this.archive = archive;
        this.classPath = classPath;
    }

    /** Such an archive takes classes from jars only, so directories become one. */
    static QuickStart prepare(Path directory) throws IOException {
        List<String> path = new ArrayList<>();
        Path jar = directory.resolve("classes.jar");
        path.add(jar.toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            Set<String> names = new HashSet<>();
            for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (Files.isDirectory(Path.of(part))) {
                    pack(Path.of(part), names, out);
                } else {
                    path.add(part);
                }
            }
        }
        return new QuickStart(directory.resolve("classes.jsa").toString(), String.join(File.pathSeparator, path));
    }

    /** As on a class path, the first of a name counts. */
    private static void pack(Path directory, Set<String> names, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
                if (names.add(name)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    /** Of JVMs too few to be worth an archive. */
    static List<String> usual() {
        return options("-Xshare:auto", System.getProperty("java.class.path"));
    }

    /** Of the first one, which writes the archive when it ends. */
    List<String> first() {
        return options("-XX:ArchiveClassesAtExit=" + archive, classPath);
    }

    /** Of those after it. */
    List<String> next() {
        return options("-XX:SharedArchiveFile=" + archive, classPath);
    }

    private static List<String> options(String sharing, String classPath) {
        return List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Xshare:auto",
                "-Xlog:disable",
                sharing,
                "-cp",
                classPath);
    }
}
