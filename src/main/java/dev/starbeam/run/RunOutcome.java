package dev.starbeam.run;

import dev.starbeam.report.json.SummaryHead;
import dev.starbeam.words.Counted;
import java.io.Serializable;
import java.util.List;

/**
 * What a run has come to. Exit code, end screen, JSON and messages follow from it, so that none says more than is known.
 */
public sealed interface RunOutcome extends Serializable {
    /** For programs; stays as it is. */
    String word();

    /** The outcome in one sentence. */
    String message();

    /** What to do next; empty when there is nothing to do. */
    default String advice() {
        return "";
    }

    ExitCode exitCode();

    /** How the publishing step itself ended, which its summary tells. */
    sealed interface Concluded extends RunOutcome {
        /**
         * What a summary tells.
         *
         * @param warehouse where the run publishes
         * @throws IllegalArgumentException when it is none of these words, as in a newer summary
         */
        static Concluded of(SummaryHead summary, String warehouse) {
            return switch (summary.outcome()) {
                case Published.WORD -> new Published(warehouse, false);
                case Published.OVERRULED -> new Published(warehouse, true);
                case KnownAlready.WORD -> new KnownAlready(warehouse);
                case StoppedByGate.WORD -> new StoppedByGate(summary.failedChecks());
                default -> throw new IllegalArgumentException("no outcome is called " + summary.outcome());
            };
        }
    }

    /**
     * The batch is in the published tables.
     *
     * @param warehouse where
     * @param overruled whether checks failed, and publishing all the same was asked for
     */
    record Published(String warehouse, boolean overruled) implements Concluded {
        private static final String WORD = "published";
        private static final String OVERRULED = "published_with_failures";

        @Override
        public String word() {
            return overruled ? OVERRULED : WORD;
        }

        @Override
        public String message() {
            return "Published to " + warehouse
                    + (overruled ? " although checks failed, as --onQualityFailure=warn asks." : ".");
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.DONE;
        }
    }

    /** The batch was published before, and no row changed; marts may have been built since, and now. */
    record KnownAlready(String warehouse) implements Concluded {
        private static final String WORD = "already_published";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String message() {
            return "This batch is already in " + warehouse + "; none of its rows was published again.";
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.DONE;
        }
    }

    /**
     * Every file was read by a batch that is published, so that there was nothing to read.
     *
     * @param marts which a run had left unbuilt, and were built now
     */
    record NothingNew(String warehouse, List<String> marts) implements Concluded {
        @Override
        public String word() {
            return KnownAlready.WORD;
        }

        @Override
        public String message() {
            return "Nothing is new: every file was read by a batch that is in " + warehouse
                    + "; none of its rows was published again."
                    + (marts.isEmpty()
                            ? ""
                            : " Marts that an earlier run had left unbuilt were built: " + String.join(", ", marts)
                                    + ".");
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.DONE;
        }
    }

    /** Checks of severity error failed, and nothing was published. */
    record StoppedByGate(long failedChecks) implements Concluded {
        private static final String WORD = "stopped_by_gate";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String message() {
            return "Nothing was published: " + Counted.of(failedChecks, "check")
                    + " of severity error failed. Remedies are listed with each; --onQualityFailure=warn publishes all"
                    + " the same.";
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.GATE_CLOSED;
        }
    }

    /** Checks that can't be overruled failed: no warehouse could hold the rows. Programs see a batch stopped by the gate. */
    record Unpublishable(String why) implements Concluded {
        @Override
        public String word() {
            return StoppedByGate.WORD;
        }

        @Override
        public String message() {
            return "Nothing was published: " + why + ". Remedies are listed with the check; it can't be overruled.";
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.GATE_CLOSED;
        }
    }

    /** The run failed, and it is known that nothing was published. */
    record FailedBefore(String why) implements RunOutcome {
        @Override
        public String word() {
            return "failed_before_publishing";
        }

        @Override
        public String message() {
            return "the run failed, and nothing was published: " + why;
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.FAILED;
        }
    }

    /** What a run that failed after publishing has left undone. */
    enum Undone {
        /** Marts. */
        MARTS("marts not rebuilt"),
        /** Its summary. */
        SUMMARY("the summary could not be written"),
        /** Something else. */
        OTHER("");

        private final String words;

        Undone(String words) {
            this.words = words;
        }
    }

    /**
     * The run failed when the publishing step had come to its end, or when the batch was in the ledger.
     *
     * @param reached how that step ended
     * @param undone what is missing
     * @param advice what to do next; empty when the next run does it by itself
     */
    record FailedAfter(String batchId, Concluded reached, Undone undone, String why, String advice)
            implements RunOutcome {
        @Override
        public String word() {
            return "failed_after_publishing";
        }

        @Override
        public String message() {
            return undone == Undone.OTHER
                    ? "the run failed, and " + state() + ": " + why
                    : state() + "; " + undone.words + ": " + why;
        }

        private String state() {
            if (reached.exitCode() == ExitCode.GATE_CLOSED) {
                return "the gate has stopped batch " + batchId + ", of which nothing was published";
            }
            return reached instanceof NothingNew
                    ? "nothing was new to what is published"
                    : "batch " + batchId + " is published";
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.FAILED;
        }
    }

    /** The run failed, and nobody could be asked whether the batch is published. It is so as a whole or not at all. */
    record CommitStateUnknown(String batchId, String why, String advice) implements RunOutcome {
        @Override
        public String word() {
            return "commit_state_unknown";
        }

        @Override
        public String message() {
            return "the run failed, and batch " + batchId + " is published as a whole or not at all: " + why;
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.FAILED;
        }
    }

    /**
     * The batch is staged, to be published by its record.
     *
     * @param record where that is
     */
    record Staged(String batchId, String record) implements RunOutcome {
        @Override
        public String word() {
            return "staged";
        }

        @Override
        public String message() {
            return "Batch " + batchId + " is staged; starbeam judge and starbeam publish take its record.";
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.DONE;
        }
    }

    /**
     * A runner has the job, and nobody waits for it.
     *
     * @param summary where its summary will be, or its record
     */
    record Submitted(String batchId, String summary) implements RunOutcome {
        @Override
        public String word() {
            return "submitted";
        }

        @Override
        public String message() {
            return "Batch " + batchId + " is submitted. What comes of it will be in " + summary + ".";
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.DONE;
        }
    }
}
