package dev.starbeam.cli;

import dev.starbeam.pipeline.publish.NothingToRead;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailedRun;
import dev.starbeam.run.FailureText;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunOutcome.Undone;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.SummaryNotWrittenException;
import dev.starbeam.spill.RunDirectory;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

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
        } catch (MartFailedException e) {
            return tell(planned, e, Undone.MARTS, out, err);
        } catch (SummaryNotWrittenException e) {
            return tell(planned, e, Undone.SUMMARY, out, err);
        } catch (IOException | WarehouseException e) {
            // The batch of no files is in no ledger, whatever has failed.
            RunOutcome nothing = new RunOutcome.FailedBefore(FailureText.of(e));
            return FailureScreen.tell(new FailedRun(planned.plan(), e, false), nothing, out, err)
                    .exitCode();
        }
    }

    private static ExitCode tell(
            PlannedRun planned, Exception failure, Undone undone, PrintStream out, PrintStream err) {
        RunPlan plan = planned.plan();
        RunOutcome.NothingNew reached =
                new RunOutcome.NothingNew(plan.warehouse().toString(), List.of());
        RunOutcome outcome = new RunOutcome.FailedAfter(plan.batchId(), reached, undone, FailureText.of(failure), "");
        return FailureScreen.tell(new FailedRun(plan, failure, false), outcome, out, err)
                .exitCode();
    }
}
