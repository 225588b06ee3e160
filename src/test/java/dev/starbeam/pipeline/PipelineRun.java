package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.cli.CommandLine;
import dev.starbeam.golden.ShippedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One {@code starbeam run} in this process, on the direct runner, with all it writes in one directory.
 *
 * @param home the directory of the warehouse, the staging files and the report
 * @param command what it told the shell
 */
public record PipelineRun(Path home, CommandLine command) {
    /** Runs a pipeline. */
    public static PipelineRun in(Path home, String... words) {
        return command("run", home, words);
    }

    /** The run of a shipped pipeline over its own data, which tests share. */
    static PipelineRun shipped(String pipeline) {
        ShippedRun run = ShippedRun.of(pipeline);
        return new PipelineRun(run.home(), run.command());
    }

    /** Says what a run would do. */
    static PipelineRun planning(Path home, String... words) {
        return command("plan", home, words);
    }

    private static PipelineRun command(String command, Path home, String... words) {
        List<String> all = new ArrayList<>(List.of(command));
        addUnlessGiven(all, words, "--warehouse=duckdb:" + warehouse(home));
        addUnlessGiven(all, words, "--staging=" + home.resolve("staging"));
        addUnlessGiven(all, words, "--report=" + home.resolve("report"));
        addUnlessGiven(all, words, "--threads=2");
        all.addAll(List.of(words));
        return new PipelineRun(home, CommandLine.run(all));
    }

    private static void addUnlessGiven(List<String> all, String[] words, String word) {
        String name = word.substring(0, word.indexOf('=') + 1);
        if (List.of(words).stream().noneMatch(given -> given.startsWith(name))) {
            all.add(word);
        }
    }

    public static Path warehouse(Path home) {
        return home.resolve("warehouse.duckdb");
    }

    /** Fails unless the command ended with this exit code. */
    public PipelineRun expecting(int exitCode) {
        assertThat(command.exitCode())
                .as("%s%n%s", command.out(), command.err())
                .isEqualTo(exitCode);
        return this;
    }

    String out() {
        return command.out();
    }

    String err() {
        return command.err();
    }

    public Path warehouse() {
        return warehouse(home);
    }

    Path staging() {
        return home.resolve("staging");
    }

    /** The summary that the last line of standard output names. */
    public JsonNode summary() {
        String[] lines = command.out().split("\n", -1);
        assertThat(lines[lines.length - 1]).isEmpty();
        try {
            return new ObjectMapper().readTree(Path.of(lines[lines.length - 2]).toFile());
        } catch (IOException e) {
            throw new AssertionError("no summary at " + lines[lines.length - 2], e);
        }
    }

    /** A stage's figures. */
    public JsonNode stage(String name) {
        return named("stages", "stage", name);
    }

    /** A check's result. */
    JsonNode check(String id) {
        return named("checks", "check", id);
    }

    private JsonNode named(String list, String key, String name) {
        JsonNode all = summary().get(list);
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one.get(key).asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + all.toPrettyString()));
    }
}
