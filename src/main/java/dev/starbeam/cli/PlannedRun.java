package dev.starbeam.cli;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.model.source.UnreadableSecretException;
import dev.starbeam.run.BatchInterval;
import dev.starbeam.run.PresentState;
import dev.starbeam.run.RunInputs;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.run.RunScope;
import dev.starbeam.source.Committed;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.PublishedState;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.table.PipelineTables;
import dev.starbeam.words.Counted;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run would do, from the words of {@code run} and {@code plan}.
 *
 * @param plan what is to be run; its inputs are empty when nothing is new
 * @param inputs what the sources hold
 * @param present what is published
 * @param martsTried whether an engine has compiled the marts
 */
record PlannedRun(RunPlan plan, RunInputs inputs, PresentState present, boolean martsTried) {
    private static final String DEFAULT_WAREHOUSE = Warehouses.usual("warehouse");
    private static final PublishedState UNKNOWN = new PublishedState(null, "?", Set.of(), Set.of(), Set.of(), Set.of());

    /** What has to be so before the warehouse is asked anything; asking may cost. */
    interface Condition {
        void require(PipelineModel model, WarehouseTarget warehouse, RunInputs inputs) throws UsageException;
    }

    /** What is published and what there is to read. New files are told by what is published, so that comes first. */
    private record Looked(PresentState present, RunInputs inputs, boolean couldAsk) {
        /** @param named whether the batch's id is given, which may be taken */
        static Looked at(
                PipelineModel model, WarehouseTarget warehouse, RunScope scope, boolean named, Condition condition)
                throws UsageException, InvalidSourceException {
            if (scope.equals(RunScope.NEW_FILES)) {
                PresentState present = present(model, warehouse, scope);
                RunInputs inputs = RunPlanner.inputs(model, Sources.builtIn(), present.committed());
                condition.require(model, warehouse, inputs);
                return new Looked(present, inputs, true);
            }
            RunInputs inputs = RunPlanner.inputs(model, Sources.builtIn(), Committed.NOTHING);
            condition.require(model, warehouse, inputs);
            PresentState present =
                    scope.rebuilds() && !named ? PresentState.nothing(model) : present(model, warehouse, scope);
            return new Looked(
                    present, inputs, scope.rebuilds() || !present.published().equals(UNKNOWN));
        }

        /** Where the warehouse can't be looked at from here, or not now, publishing asks the ledger; but for what is to be read. */
        private static PresentState present(PipelineModel model, WarehouseTarget warehouse, RunScope scope) {
            try (Warehouse open = warehouse.look(model)) {
                PresentState present = PresentState.of(model, open);
                return present.published().batchId() == null
                        ? present
                        : present.beside(open.leftOver(
                                model.name(), PipelineTables.of(model, CalendarDays.SCHEMA), model.marts()));
            } catch (WarehouseException | UnreadableSecretException e) {
                if (scope.equals(RunScope.NEW_FILES)) {
                    throw e;
                }
                return new PresentState(model, UNKNOWN, List.of());
            }
        }
    }

    static PlannedRun of(Words words, BeamOptions beam, long started, Condition condition)
            throws UsageException, InvalidPipelineException, InvalidSourceException {
        String named = words.option("warehouse").orElse(DEFAULT_WAREHOUSE);
        RunnerChoice runner = RunnerChoice.of(words);
        runner.requireSound(words.others());
        runner.requireReach(Warehouses.target(named));
        boolean warnOnly = warnOnly(words);
        PipelineModel declared = NamedPipeline.load(words, beam);
        boolean martsTried = CompiledMarts.require(declared);
        WarehouseTarget warehouse = Waiting.of(
                words, Warehouses.target(words.option("warehouse").orElseGet(() -> usualWarehouse(declared.name()))));
        RunScope scope = scope(words, declared);
        PipelineModel model =
                scope.interval() == null ? declared : interval(words).within(declared);
        Looked looked =
                Looked.at(model, warehouse, scope, words.option("batchId").isPresent(), condition);
        PresentState present = looked.present();
        RunInputs inputs = looked.inputs();
        String batchId = batchId(words, model, inputs.wanted(), scope, started);
        boolean known = isKnown(words, present, scope, inputs, batchId);
        if (!looked.couldAsk() && warehouse.isLocal() && words.option("batchId").isEmpty()) {
            // It may have been published before what is there now.
            batchId += "-" + Long.toString(started, Character.MAX_RADIX);
        } else if (words.option("batchId").isEmpty()) {
            String last = present.published().batchId();
            batchId = !known ? present.next(batchId) : last == null ? batchId : last;
        }
        String staging = words.option("staging").orElseGet(() -> absolute("out/staging"));
        String report = words.option("report").orElseGet(() -> absolute("out/report"));
        if (words.option("shared-files").isEmpty()) {
            runner.requireShared(declared, staging, report);
        }
        RunPlan plan = new RunPlan(
                model,
                batchId,
                known && !landsApart(model, warehouse) ? Map.of() : inputs.wanted(),
                absolute(withoutSlash(staging)) + "/" + batchId + "-" + Long.toString(started, Character.MAX_RADIX),
                warehouse,
                warnOnly,
                absolute(withoutSlash(report)),
                started,
                scope);
        // What a rebuild replaces is no news.
        return new PlannedRun(plan, inputs, scope.rebuilds() ? PresentState.nothing(model) : present, martsTried);
    }

    /** What is to be said before a run: what a changed declaration means for what is published. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        changedDeclaration().ifPresent(notices::add);
        if (!present.leftOver().isEmpty()) {
            notices.add("starbeam: no longer declared, and left as it is: "
                    + present.leftOver().stream()
                            .map(one -> one.kind() + " " + one.name())
                            .collect(Collectors.joining(", "))
                    + "; starbeam drop-undeclared removes it");
        }
        return notices;
    }

    private Optional<String> changedDeclaration() {
        String last = present.published().batchId();
        if (last == null
                || present.published().declaration().equals(plan.model().declaration())) {
            return Optional.empty();
        }
        List<String> gone = present.leftBehind(inputs.found());
        return Optional.of("starbeam: the declaration has changed since batch " + last
                + ", so that every file is read again, and rows of facts that it no longer makes of a file are withdrawn"
                + (gone.isEmpty()
                        ? ""
                        : "; rows of " + Counted.of(gone.size(), "file") + " that are not there any more as they were ("
                                + String.join(", ", gone.subList(0, Math.min(gone.size(), 3)))
                                + (gone.size() > 3 ? ", …" : "")
                                + ") stay as they were published, and --full-refresh drops them"));
    }

    /** Whether the tables are in the state that the batch would bring them to. */
    boolean isNothingNew() {
        return plan.isNothingNew();
    }

    /** What lands beside publishing may be missing of a batch that is published, and is read again to land. */
    private static boolean landsApart(PipelineModel model, WarehouseTarget warehouse) {
        return !warehouse.isLocal() && model.sources().stream().anyMatch(SourceModel::landed);
    }

    /** @throws UsageException when the batch id is given and taken by other files, or an earlier declaration */
    private static boolean isKnown(Words words, PresentState present, RunScope scope, RunInputs inputs, String batchId)
            throws UsageException {
        if (scope.rebuilds()) {
            boolean again = batchId.equals(present.published().batchId()) && present.isMadeOf(scope, inputs.wanted());
            return requireFree(present, batchId, again, "; name the rebuild otherwise");
        }
        if (inputs.wanted().isEmpty() || scope.interval() == null && present.isMadeOf(scope, inputs.wanted())) {
            return true;
        }
        if (words.option("batchId").isEmpty()) {
            return scope.interval() != null && present.isLast(batchId);
        }
        boolean again = present.holds(inputs.wanted()) || scope.interval() != null && present.isLast(batchId);
        return requireFree(
                present, batchId, again, ", of files or of a declaration that were different; name this one otherwise");
    }

    private static boolean requireFree(PresentState present, String batchId, boolean again, String otherwise)
            throws UsageException {
        if (present.knows(batchId) && !again) {
            throw new UsageException("--batchId=" + batchId + " is the id of a batch that is published" + otherwise
                    + ", or leave --batchId out");
        }
        return present.knows(batchId);
    }

    private static RunScope scope(Words words, PipelineModel model) throws UsageException {
        boolean bounded = words.option("from").isPresent() || words.option("to").isPresent();
        if (words.option("full-refresh").isPresent()) {
            if (bounded) {
                throw new UsageException("--full-refresh rebuilds everything, so --from and --to don't go with it");
            }
            return RunScope.REBUILD;
        }
        if (bounded) {
            return new RunScope(true, false, interval(words).toString());
        }
        return RunPlanner.isIncremental(model) ? RunScope.NEW_FILES : RunScope.WHOLE;
    }

    private static BatchInterval interval(Words words) throws UsageException {
        return new BatchInterval(
                day(words, "from", LocalDate.of(1, 1, 1)), day(words, "to", LocalDate.of(9999, 12, 31)));
    }

    private static LocalDate day(Words words, String option, LocalDate unbounded) throws UsageException {
        String text = words.option(option).orElse("");
        try {
            return text.isEmpty() ? unbounded : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException("--" + option + "=" + text + ": expected a day such as 2024-01-31");
        }
    }

    /** A rebuild is a batch of its own each time. */
    private static String batchId(
            Words words, PipelineModel model, Map<String, List<SourceRange>> inputs, RunScope scope, long started)
            throws UsageException {
        String time = Long.toString(started, Character.MAX_RADIX);
        String interval = scope.interval();
        String suffix =
                scope.rebuilds() ? "-rebuilt-" + time : interval == null ? "" : "-" + interval.replace('/', '_');
        String id = words.option("batchId").orElseGet(() -> RunPlanner.batchId(model, inputs) + suffix);
        if (!id.matches("[A-Za-z0-9_.-]{1,128}")) {
            throw new UsageException(
                    "--batchId=" + id + ": expected up to 128 letters, digits, dots, dashes or underscores");
        }
        return id;
    }

    /** One for each pipeline: two that both have customers must not mix them up. */
    static String usualWarehouse(String pipeline) {
        return NamedPipeline.DEFAULT.endsWith("/" + pipeline) ? DEFAULT_WAREHOUSE : Warehouses.usual(pipeline);
    }

    static boolean warnOnly(Words words) throws UsageException {
        String policy = words.option("onQualityFailure").orElse("fail");
        return switch (policy) {
            case "fail" -> false;
            case "warn" -> true;
            default -> throw new UsageException("--onQualityFailure=" + policy + ": expected fail or warn");
        };
    }

    static String withoutSlash(String directory) {
        return directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    }

    static String absolute(String directory) {
        return directory.contains("://")
                ? directory
                : Path.of(directory).toAbsolutePath().toString();
    }
}
