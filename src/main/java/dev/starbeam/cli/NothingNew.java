package dev.starbeam.cli;

import dev.starbeam.pipeline.publish.NothingToRead;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailedRun;
import dev.starbeam.run.FailureText;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.spill.RunDirectory;
import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import java.io.PrintStream;

/** The end of a run that had nothing to read. */
final class NothingNew {
    private NothingNew() {}

    /** Finishes marts that an earlier run left unbuilt, and says that nothing else was to be done. */
    static ExitCode tell(PlannedRun planned, PrintStream out, PrintStream err) {
        try {
            new RunDirectory(planned.plan().staging())
                    .sweepSiblings(planned.plan().startedMillis());
            NothingToRead.conclude(planned.plan());
            out.print(SummaryFiles.read(planned.plan().screenFile()));
            out.println(planned.plan().summaryFile());
            return ExitCode.DONE;
        } catch (IOException | WarehouseException e) {
            // The batch of no files is in no ledger, whatever has failed.
            RunOutcome nothing = new RunOutcome.FailedBefore(FailureText.of(e));
            return FailureScreen.tell(new FailedRun(planned.plan(), e, false), nothing, out, err)
                    .exitCode();
        }
    }
}
