package dev.starbeam.spill;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whose a directory is.
 *
 * @param host the machine since it was started, and which of its process namespaces: containers number their processes anew,
 *     and machines that share a disk may share a name
 * @param process the process and when it began, {@code elsewhere} for a run that outlives the process that began it
 * @param run the run's id
 */
public record RunOwner(String host, String process, String run) {
    private static final String ELSEWHERE = "elsewhere";
    /** Of {@code /proc/PID/stat}, counted after the command's name. */
    private static final int TICKS_FIELD = 19;

    /** A run of this process. */
    public static RunOwner here(String run) {
        return new RunOwner(thisHost(), process(ProcessHandle.current()), run);
    }

    /** A run whose workers are on other machines. */
    public static RunOwner elsewhere(String run) {
        return new RunOwner(thisHost(), ELSEWHERE, run);
    }

    static RunOwner parse(String text) {
        Map<String, String> fields = text.lines()
                .map(line -> List.of(line.split("=", 2)))
                .filter(field -> field.size() == 2)
                .collect(Collectors.toMap(field -> field.get(0), field -> field.get(1), (first, last) -> last));
        return new RunOwner(
                fields.getOrDefault("host", ""),
                fields.getOrDefault("process", ELSEWHERE),
                fields.getOrDefault("run", ""));
    }

    /** Whether it is known that the run is over: it was a process of this machine that is no more. */
    boolean hasEnded() {
        if (!host.equals(thisHost()) || process.equals(ELSEWHERE)) {
            return false;
        }
        if (!seesAllProcesses()) {
            return false;
        }
        try {
            long pid = Long.parseLong(process.substring(0, process.indexOf('@')));
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(alive -> process(alive).equals(process))
                    .isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String process(ProcessHandle handle) {
        return handle.pid() + "@" + began(handle);
    }

    /** In ticks since the machine was started where the system tells: when the clock is set, a living run must not look dead. */
    private static String began(ProcessHandle handle) {
        try {
            String status = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
            return status.substring(status.lastIndexOf(')') + 2).split(" ")[TICKS_FIELD];
        } catch (IOException | RuntimeException e) {
            return String.valueOf(
                    handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        }
    }

    private static String thisHost() {
        return hostName() + "/" + boot() + "/" + processNamespace();
    }

    /** Nothing where the system doesn't tell one start of the machine from another. */
    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException | RuntimeException e) {
            return "-";
        }
    }

    /** Where a user sees only their own processes, those of others look dead. */
    private static boolean seesAllProcesses() {
        return !Files.isDirectory(Path.of("/proc/self")) || Files.isReadable(Path.of("/proc/1/stat"));
    }

    private static String hostName() {
        String named = System.getenv("HOSTNAME");
        if (named != null && !named.isBlank()) {
            return named;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "-";
        }
    }

    @Override
    public String toString() {
        return "host=" + host + "\nprocess=" + process + "\nrun=" + run + "\n";
    }
}
