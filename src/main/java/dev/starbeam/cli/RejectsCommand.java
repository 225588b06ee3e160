package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailureText;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.words.Counted;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam rejects}: lists the rows that are rejected, with reason and place. */
final class RejectsCommand implements Command {
    private static final String EXAMPLE = Warehouses.usual("warehouse");
    private static final int SHOWN = 50;

    private final PrintStream out;

    RejectsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "rejects";
    }

    @Override
    public String summary() {
        return "list the rows that are rejected";
    }

    @Override
    public CommandSpec spec() {
        return Options.of(
                        this,
                        "Lists rejected rows of published batches with their reason, file and byte offset, and changes"
                                + " nothing. Without --batch those that are rejected now: rows of a file that a later batch"
                                + " has read again are not.")
                .value("warehouse", "URI", "Where they are, e.g. " + EXAMPLE + "; required.")
                .pipeline()
                .value("batch", "ID", "Those of one batch.")
                .value("stage", "NAME", "Those of one source, staged entity, dimension or fact.")
                .value(
                        "csv",
                        "FILE",
                        "Writes all of them to a file, with their text as read, instead of the first " + SHOWN
                                + " to the screen.")
                .endingWith("Exit codes: 0 done, 2 wrong usage or configuration, 3 failed.");
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
        String warehouse = words.option("warehouse")
                .orElseThrow(() -> new UsageException("rejects needs --warehouse=URI, e.g. " + EXAMPLE));
        PipelineModel model = NamedPipeline.load(words, BeamOptions.of(words));
        RejectedListing listing = new RejectedListing(
                model.name(),
                words.option("batch").orElse(null),
                words.option("stage").orElse(null));
        try (PublishedTables published = Warehouses.target(warehouse).openPublished(model)) {
            if (words.option("csv").isPresent()) {
                write(listing, published, Path.of(words.option("csv").get()));
            } else {
                print(listing, published);
            }
            return ExitCode.DONE;
        } catch (WarehouseException e) {
            throw new WarehouseException("rejected rows could not be listed: " + FailureText.of(e), e);
        }
    }

    private void print(RejectedListing listing, PublishedTables published) throws IOException {
        long rows = listing.over(published, (number, row) -> {
            if (number < SHOWN) {
                out.println(row.line());
            }
        });
        out.println(Counted.of(rows, "row") + " rejected"
                + (rows > SHOWN ? ", of which " + SHOWN + " are shown; --csv=FILE writes all." : "."));
    }

    private void write(RejectedListing listing, PublishedTables published, Path file) throws IOException {
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write(RejectedListing.CSV_HEADER);
            long rows = listing.over(published, (number, row) -> csv.write(row.csv()));
            out.println(Counted.of(rows, "rejected row") + " written to " + file + ".");
        }
    }
}
