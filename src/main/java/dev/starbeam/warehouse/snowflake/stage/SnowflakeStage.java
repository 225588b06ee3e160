package dev.starbeam.warehouse.snowflake.stage;

import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the files of one attempt to publish a batch wait: {@code @stage/<pipeline>/<batch>/<attempt>/<table>/}. Local
 * files are PUT there; files that are already in the bucket of an external stage are loaded from where they are.
 *
 * <p>The names follow from what is published, so putting them again overwrites; attempts don't share a place, since two
 * runs of one batch may cut it into different files.
 */
public final class SnowflakeStage {
    private final SnowflakeUri uri;
    private final String stage;
    private final String pipeline;
    private final String place;
    private final Set<String> put = new HashSet<>();
    private boolean isPutOn;

    public SnowflakeStage(SnowflakeUri uri, String pipeline, String batchId, String attempt) {
        this.uri = uri;
        String[] name = uri.setting("stage").orElse("quality.starbeam_stage").split("\\.", -1);
        this.stage = "@" + SnowflakeSql.name(name[0]) + "." + SnowflakeSql.name(name[1]);
        this.pipeline = plain(pipeline);
        this.place = this.pipeline + "/" + plain(batchId) + "/" + attempt + "/";
    }

    /** A table's files as COPY finds them: all in one place, by name. */
    public record Files(String place, List<String> names) {}

    /** Makes the table's files reachable. What was put before, isn't again. */
    public Files reach(SnowflakeSession session, TableLoad load) throws SQLException {
        List<String> files = load.files();
        boolean local = files.stream().noneMatch(file -> file.matches("(?i)(?!file:)[a-z][a-z0-9+.-]+://.*"));
        if (!local) {
            return inBucket(files);
        }
        String directory = stage + "/" + place + plain(load.table().name()) + "/";
        if (!put.contains(directory)) {
            put(session, files, directory);
        }
        return new Files(directory, files.stream().map(SnowflakeStage::fileName).toList());
    }

    private void put(SnowflakeSession session, List<String> files, String directory) throws SQLException {
        for (String path : LocalFiles.asPutTakesThem(files)) {
            session.execute("put 'file://" + path + "' " + directory
                    + " auto_compress = false source_compression = none overwrite = true parallel = 8");
        }
        put.add(directory);
        isPutOn = true;
    }

    /** Removes what was put; files in a bucket belong to the staging directory, which its owner removes. */
    public void remove(SnowflakeSession session) throws SQLException {
        if (!put.isEmpty()) {
            session.execute("remove " + stage + "/" + place);
            put.clear();
        }
    }

    /** Removes what runs that died have put for the pipeline, if the stage is one that files are put on. */
    public void sweep(SnowflakeSession session, int keepDays) {
        if (isPutOn) {
            new StageSweep(stage + "/" + pipeline + "/", pipeline, keepDays).run(session);
        }
    }

    private Files inBucket(List<String> files) {
        String bucket = uri.setting("stage_url")
                .map(url -> url.endsWith("/") ? url : url + "/")
                .orElseThrow(() -> new WarehouseException("files are staged at " + parent(files.get(0))
                        + ", which Snowflake reads through an external stage: name it in --warehouse with"
                        + " stage=SCHEMA.STAGE and stage_url=URL, the place the stage points to"));
        String directory = parent(files.get(0));
        if (!directory.startsWith(bucket)) {
            throw new WarehouseException("files are staged at " + directory + ", which is not within stage_url "
                    + bucket + "; set --staging to a place there");
        }
        for (String file : files) {
            if (!parent(file).equals(directory)) {
                throw new WarehouseException("files of one table are staged at " + directory + " and " + parent(file));
            }
        }
        String below = directory.substring(bucket.length());
        if (!below.matches("[A-Za-z0-9_.=/-]*")) {
            throw new WarehouseException("staging directory " + directory + " has characters that can't stand in a"
                    + " stage's path; use letters, digits, _ . = and -");
        }
        return new Files(
                stage + "/" + below,
                files.stream().map(SnowflakeStage::fileName).toList());
    }

    private static String parent(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    private static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** A part of a path that says the same of two names only when they are one. */
    static String plain(String name) {
        return Pattern.compile("[^A-Za-z0-9_.-]")
                .matcher(name)
                .replaceAll(odd -> "=" + Integer.toHexString(odd.group().codePointAt(0)) + "=");
    }
}
