package dev.starbeam.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path root;

    @BeforeEach
    @AfterEach
    void clear() {
        MemoryFiles.clear();
    }

    @Test
    void nothingIsLeftOfARunThatEnded() throws IOException {
        RunDirectory run = owned("run", RunOwner.here("r"));
        write("run/publish/part.parquet");
        run.removeAllBut(List.of());
        assertThat(root).isEmptyDirectory();
    }

    /** As two publishers of one batch do when they end at the same time. */
    @Test
    void severalMayRemoveItAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 30; round++) {
                RunDirectory run = owned("run", RunOwner.here("r"));
                for (int file = 0; file < 20; file++) {
                    write("run/publish/" + file % 7 + "/part-" + file + ".parquet");
                }
                CyclicBarrier begin = new CyclicBarrier(4);
                Callable<Boolean> remove = () -> {
                    begin.await();
                    run.removeAllBut(List.of());
                    return true;
                };
                for (Future<Boolean> removed : threads.invokeAll(Collections.nCopies(4, remove))) {
                    assertThat(removed.get()).isTrue();
                }
                assertThat(root).isEmptyDirectory();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatADeadRunLeftIsRemovedAndNothingElse() throws Exception {
        RunOwner here = RunOwner.here("r");
        owned("dead", new RunOwner(here.host(), "1@17", "d"));
        owned("ofAnotherHost", new RunOwner("other/pid:[1]", "1@17", "o"));
        owned("elsewhere", RunOwner.elsewhere("e"));
        owned("living", here);
        write("dead/parked/a.parked");
        write("foreign/a.parked");

        owned("own", here).sweepSiblings(System.currentTimeMillis());

        assertThat(root.toFile().list())
                .containsExactlyInAnyOrder("ofAnotherHost", "elsewhere", "living", "foreign", "own");
    }

    @Test
    void whatNobodyHasWrittenInForThreeDaysIsRemovedWhoeverOwnsIt() throws IOException {
        owned("elsewhere", RunOwner.elsewhere("e"));
        write("elsewhere/parked/a.parked");
        write("foreign/a.parked");
        RunDirectory own = owned("own", RunOwner.here("r"));
        long day = 24L * 60 * 60 * 1000;

        own.sweepSiblings(System.currentTimeMillis() + 2 * day);
        assertThat(root.resolve("elsewhere/parked/a.parked")).exists();

        own.sweepSiblings(System.currentTimeMillis() + 4 * day);
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("foreign", "own");
    }

    @Test
    void whatDiedBeforeItCouldSayWhoseItWasIsRemovedOnceItIsOldAndEmpty() throws IOException {
        for (String name : List.of("old/parked", "young/parked", "full/parked")) {
            Files.createDirectories(root.resolve(name));
        }
        write("full/parked/a.parked");
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(4)));
        Files.setLastModifiedTime(root.resolve("old"), before);
        Files.setLastModifiedTime(root.resolve("full"), before);
        owned("own", RunOwner.here("r")).sweepSiblings(System.currentTimeMillis());
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("young", "full", "own");
        assertThat(root.resolve("full/parked/a.parked")).exists();
    }

    /** They name a process that may be another's by now, or nobody. */
    @Test
    void whatFormerVersionsLeftIsRemovedOnceItIsOld() throws IOException {
        for (String name : List.of("old", "young", "foreign")) {
            Files.createDirectories(root.resolve(name + "/claims"));
            write(name + (name.equals("foreign") ? "/notes.txt" : "/owner.pid"));
            write(name + "/claims/a.claim");
        }
        Files.createDirectories(root.resolve("claimed/claims"));
        Files.move(root.resolve("foreign/claims"), root.resolve("foreign/papers"));
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(4)));
        for (String name : List.of(
                "old/claims/a.claim",
                "old/claims",
                "old/owner.pid",
                "old",
                "claimed/claims",
                "claimed",
                "foreign/papers/a.claim",
                "foreign/papers",
                "foreign/notes.txt",
                "foreign",
                "young")) {
            Files.setLastModifiedTime(root.resolve(name), before);
        }
        owned("own", RunOwner.here("r")).sweepSiblings(System.currentTimeMillis());
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("young", "foreign", "own");
        assertThat(root.resolve("young/claims/a.claim")).exists();
        assertThat(root.resolve("foreign/papers/a.claim")).exists();
    }

    /** Machines that share a disk may share a name, and all number their first process namespace alike. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessOfAnotherMachineOrOfBeforeItWasStartedAnewIsNotJudged() throws IOException {
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        String host = RunOwner.here("r").host();
        assertThat(host).contains(boot);
        assertThat(new RunOwner(host, "1@17", "d").hasEnded()).isTrue();
        assertThat(new RunOwner(host.replace(boot, boot.replace('-', '0')), "1@17", "d").hasEnded())
                .isFalse();
    }

    @Test
    void nobodyElseMayReadARunsFiles() throws IOException {
        owned("run", RunOwner.here("r"));
        String run = root.resolve("run").toString();
        WholeFile.write(run + "/whole", new byte[] {1});
        ParkedFileWriter.create(run + "/rows.parked", Schema.of()).close();
        for (String name : List.of("owner", "whole", "rows.parked")) {
            assertThat(Files.getPosixFilePermissions(root.resolve("run").resolve(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.getPosixFilePermissions(root.resolve("run")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void filesThatPeopleAreToReadStay() throws IOException {
        RunDirectory run = owned("run", RunOwner.here("r"));
        write("run/publish/rejected-1.parquet");
        write("run/parked/a.parked");
        run.removeAllBut(List.of("rejected-"));
        owned("next", RunOwner.here("n")).sweepSiblings(System.currentTimeMillis());
        assertThat(root.resolve("run/publish/rejected-1.parquet")).exists();
        assertThat(root.resolve("run/parked")).doesNotExist();
    }

    @Test
    void anOwnerIsReadBackAsWritten() {
        RunOwner here = RunOwner.here("a=b");
        assertThat(RunOwner.parse(here.toString())).isEqualTo(here);
        assertThat(here.hasEnded()).isFalse();
        assertThat(RunOwner.parse("").hasEnded()).isFalse();
    }

    /** Of two readings of the wall's clock, one may be from before it was set. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessIsKnownByTheSystemsOwnClock() throws IOException {
        String process = RunOwner.here("r").process();
        String uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
        assertThat(new BigDecimal(process.substring(process.indexOf('@') + 1)).movePointLeft(2))
                .isLessThanOrEqualTo(new BigDecimal(uptime));
    }

    @Test
    void anObjectStoreIsCleanedAndSweptLikeALocalDirectory() throws IOException {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        RunOwner here = RunOwner.here("r");
        RunDirectory own = new RunDirectory("memory://bucket/staging/own");
        own.own(here);
        new RunDirectory("memory://bucket/staging/dead").own(new RunOwner(here.host(), "1@17", "d"));
        MemoryFiles.write("memory://bucket/staging/dead/parked/a.parked");
        MemoryFiles.write("memory://bucket/staging/foreign/a.parked");
        MemoryFiles.write("memory://bucket/staging/own/parked/a.parked");
        MemoryFiles.write("memory://bucket/staging/own/publish/rejected-1.parquet");

        own.sweepSiblings(System.currentTimeMillis());
        own.removeAllBut(List.of("rejected-"));
        assertThat(MemoryFiles.names())
                .containsExactly(
                        "memory://bucket/staging/foreign/a.parked",
                        "memory://bucket/staging/own/owner",
                        "memory://bucket/staging/own/publish/rejected-1.parquet");

        own.removeAllBut(List.of());
        assertThat(MemoryFiles.names()).containsExactly("memory://bucket/staging/foreign/a.parked");
        MemoryFiles.clear();
    }

    /** Another user's, or what another run removes at the same time; a later run finds the mark and goes on. */
    @Test
    void whatMayNotBeReadOrRemovedIsLeftAndTheOthersAreSwept() throws IOException {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        RunOwner here = RunOwner.here("r");
        RunOwner dead = new RunOwner(here.host(), "1@17", "d");
        for (String name : List.of("a-unreadable", "b-held", "c-dead")) {
            new RunDirectory("memory://bucket/staging/" + name).own(dead);
            MemoryFiles.write("memory://bucket/staging/" + name + "/z.parked");
        }
        MemoryFiles.forbid("memory://bucket/staging/a-unreadable/owner");
        MemoryFiles.forbid("memory://bucket/staging/b-held/z.parked");

        new RunDirectory("memory://bucket/staging/own").sweepSiblings(System.currentTimeMillis());

        assertThat(MemoryFiles.names())
                .containsExactly(
                        "memory://bucket/staging/a-unreadable/owner",
                        "memory://bucket/staging/a-unreadable/z.parked",
                        "memory://bucket/staging/b-held/owner",
                        "memory://bucket/staging/b-held/z.parked");
        MemoryFiles.clear();
    }

    private RunDirectory owned(String name, RunOwner owner) throws IOException {
        RunDirectory directory = new RunDirectory(root.resolve(name).toString());
        directory.own(owner);
        return directory;
    }

    private Path write(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "rows");
    }
}
