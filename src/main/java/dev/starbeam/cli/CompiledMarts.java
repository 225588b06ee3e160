package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.loading.yaml.Mistake;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.MartTrial;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.table.PipelineTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Marts are compiled against the tables to be before anything is read. */
final class CompiledMarts {
    private CompiledMarts() {}

    /**
     * Tries every mart.
     *
     * @return whether an engine was at hand
     * @throws InvalidPipelineException with every mart that doesn't compile, and the place in its file
     */
    static boolean require(PipelineModel model) throws InvalidPipelineException {
        if (model.marts().isEmpty()) {
            return true;
        }
        Optional<List<MartTrial.Fault>> faults =
                Warehouses.tryMarts(PipelineTables.of(model, CalendarDays.SCHEMA), model.marts());
        if (faults.isPresent() && !faults.get().isEmpty()) {
            throw new InvalidPipelineException(
                    faults.get().stream().map(CompiledMarts::mistake).toList());
        }
        return faults.isPresent();
    }

    private static Mistake mistake(MartTrial.Fault fault) {
        String message = fault.message().replaceAll("\\s*\\n\\s*", " ");
        return new Mistake(
                fault.mart().file(), linesBefore(fault) + fault.line(), fault.column(), "doesn't compile: " + message);
    }

    /** A mart is known without the blank lines before it. */
    private static int linesBefore(MartTrial.Fault fault) {
        try {
            String text = Files.readString(Path.of(fault.mart().file()));
            int start = Math.max(0, text.indexOf(fault.mart().sql()));
            return (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        } catch (IOException e) {
            return 0;
        }
    }
}
