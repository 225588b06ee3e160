package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.Judgement;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.pipeline.publish.SummaryWriter;
import dev.starbeam.report.screen.EndScreen;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.words.Counted;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam judge}: says what the checks say of staged batches. */
final class JudgeCommand implements Command {
    private final PrintStream out;

    JudgeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "judge";
    }

    @Override
    public String summary() {
        return "judge staged batches by their records";
    }

    @Override
    public CommandSpec spec() {
        return RecordedBatches.spec(
                this,
                "Prints what was counted and what each check says.",
                "Judges the quality checks of staged batches by their records. Changes nothing, and asks no warehouse.");
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
        RecordedBatches batches = RecordedBatches.of(words, name());
        PublishSettings settings = batches.settings(words);
        ExitCode code = ExitCode.DONE;
        for (BatchRecord record : batches.records()) {
            Judgement judgement = Judgement.of(batches.model(), record);
            boolean closed = judgement.failed() && !settings.publishOnFailure();
            out.print(EndScreen.of(SummaryWriter.judged(
                    record.planned(), judgement, closed ? "gate_closed" : "gate_open", message(judgement, closed))));
            code = closed ? ExitCode.GATE_CLOSED : code;
        }
        return code;
    }

    private static String message(Judgement judgement, boolean closed) {
        String failed = Counted.of(judgement.failedChecks(), "check") + " of severity error failed.";
        if (closed) {
            return "The gate is closed: " + failed + " Remedies are listed with each.";
        }
        return "The gate is open"
                + (judgement.failed() ? ", as --onQualityFailure=warn asks, although " + failed : ".");
    }
}
