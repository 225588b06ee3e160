package dev.starbeam.cli;

import dev.starbeam.pipeline.publish.NothingToRead;
import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a run that had nothing to read. */
final class NothingNew {
    private NothingNew() {}

    /** Finishes marts that an earlier run left unbuilt, and says that nothing else was to be done. */
    static ExitCode tell(PlannedRun planned, PrintStream out, PrintStream err) {
        try {
            Files.createDirectories(Path.of(planned.plan().report()));
            NothingToRead.conclude(planned.plan());
            out.print(Files.readString(Path.of(planned.plan().screenFile())));
            out.println(planned.plan().summaryFile());
            return ExitCode.DONE;
        } catch (IOException | WarehouseException e) {
            new FailedRun(planned.plan(), e).tell(err);
            return ExitCode.FAILED;
        }
    }
}
