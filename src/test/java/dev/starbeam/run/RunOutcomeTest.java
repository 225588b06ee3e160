package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.report.json.SummaryHead;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunOutcomeTest {
    private static final RunOutcome.Published PUBLISHED = new RunOutcome.Published("duckdb:x", false);
    private static final List<RunOutcome> ALL = List.of(
            PUBLISHED,
            new RunOutcome.Published("duckdb:x", true),
            new RunOutcome.KnownAlready("duckdb:x"),
            new RunOutcome.StoppedByGate(2),
            new RunOutcome.NothingNew("duckdb:x", List.of()),
            new RunOutcome.Unpublishable("why"),
            new RunOutcome.FailedBefore("why"),
            new RunOutcome.FailedAfter("b", PUBLISHED, RunOutcome.Undone.OTHER, "why", ""),
            new RunOutcome.FailedAfter("b", new RunOutcome.StoppedByGate(1), RunOutcome.Undone.OTHER, "why", ""),
            new RunOutcome.CommitStateUnknown("b", "why", ""),
            new RunOutcome.Staged("b", "staging/record.json"),
            new RunOutcome.Submitted("b", "report/b.json"));

    @Test
    void theListIsWhole() {
        assertThat(ALL.stream().<Class<?>>map(RunOutcome::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Arrays.stream(RunOutcome.Concluded.class.getPermittedSubclasses()),
                                Arrays.stream(RunOutcome.class.getPermittedSubclasses())
                                        .filter(type -> !type.isInterface()))
                        .toList());
    }

    @Test
    void exitCodesFollow() {
        assertThat(ALL)
                .extracting(outcome -> outcome.exitCode().number())
                .containsExactly(0, 0, 0, 1, 0, 1, 3, 3, 3, 3, 0, 0);
    }

    @Test
    void nothingWasPublishedIsSaidOnlyWhenThatIsKnown() {
        assertThat(ALL.stream()
                        .filter(outcome -> outcome.message()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("nothing was"))
                        .map(RunOutcome::word)
                        .distinct())
                .containsExactly("stopped_by_gate", "failed_before_publishing", "failed_after_publishing");
        assertThat(ALL.get(7).message()).contains("batch b is published");
    }

    @Test
    void whatTheSummaryTellsIsReadBack() {
        for (RunOutcome outcome : ALL.subList(0, 4)) {
            SummaryHead head = new SummaryHead(outcome.word(), "2024-01-01T00:00:00Z", 2);
            assertThat(RunOutcome.Concluded.of(head, "duckdb:x")).isEqualTo(outcome);
        }
    }
}
