package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.ingest.file.SourceFiles;
import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.model.SourceModel;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a source and cuts large ones into byte ranges at record starts, so that workers share them.
 *
 * <pre>{@code
 * PCollection<SourceShard> shards = pipeline.apply(FindShards.of(source));
 * }</pre>
 *
 * <p>Every byte of every file is in exactly one shard; the shards and their ids are the same in every run over the same
 * files. Files are listed on a worker when the pipeline runs, or given by {@link #among} so that a run reads exactly the
 * files its batch was named after. A large file that may hold quoted line breaks is read once in full, by one worker, to
 * find where its records begin; declare {@code quoted_newlines: no} to spare that. Fails with
 * {@link InvalidSourceException} when no file matches.
 */
public final class FindShards extends PTransform<PBegin, PCollection<SourceShard>> {
    private static final long serialVersionUID = 1L;

    /** What a worker reads in a few seconds, large enough to make the reading of headers negligible. */
    private static final long DEFAULT_SHARD_BYTES = 128L << 20;

    private final SourceModel source;
    private final @Nullable List<SourceFile> files;
    private final long shardBytes;

    private FindShards(SourceModel source, @Nullable List<SourceFile> files, long shardBytes) {
        this.source = source;
        this.files = files;
        this.shardBytes = shardBytes;
    }

    /** The shards of a source, of about 128 MiB. */
    public static FindShards of(SourceModel source) {
        return new FindShards(source, null, DEFAULT_SHARD_BYTES);
    }

    /** Cuts these files, listed before by {@link SourceFiles#list}, instead of listing them again. */
    public FindShards among(List<SourceFile> listed) {
        return new FindShards(source, List.copyOf(listed), shardBytes);
    }

    /** Cuts files that are larger into ranges of about so many bytes. */
    public FindShards withShardBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("shards of " + bytes + " bytes: expected at least 1");
        }
        return new FindShards(source, files, bytes);
    }

    @Override
    public PCollection<SourceShard> expand(PBegin begin) {
        ShardCutter cutter = new ShardCutter(source, shardBytes);
        boolean cuts = files == null || files.stream().anyMatch(cutter::mayCut);
        PCollection<SourceFile> found = files(begin);
        PCollection<SourceFile> spread = cuts ? found.apply("Spread files", Reshuffle.viaRandomKey()) : found;
        PCollection<SourceShard> shards = spread.apply("Cut", ParDo.of(new CutFn(source, shardBytes)))
                .setCoder(SerializableCoder.of(SourceShard.class));
        boolean alone = !cuts && files != null && files.size() == 1;
        return alone ? shards : shards.apply("Spread shards", Reshuffle.viaRandomKey());
    }

    private PCollection<SourceFile> files(PBegin begin) {
        SerializableCoder<SourceFile> coder = SerializableCoder.of(SourceFile.class);
        if (files != null) {
            return begin.apply("Listed files", Create.of(files).withCoder(coder));
        }
        return begin.apply("Source", Create.of(source).withCoder(SerializableCoder.of(SourceModel.class)))
                .apply("List files", ParDo.of(new ListFilesFn()))
                .setCoder(coder);
    }

    private static final class ListFilesFn extends DoFn<SourceModel, SourceFile> {
        private static final long serialVersionUID = 1L;

        @ProcessElement
        public void list(@Element SourceModel source, OutputReceiver<SourceFile> files) throws IOException {
            SourceFiles.list(source).forEach(files::output);
        }
    }

    private static final class CutFn extends DoFn<SourceFile, SourceShard> {
        private static final long serialVersionUID = 1L;

        private final SourceModel source;
        private final long shardBytes;

        CutFn(SourceModel source, long shardBytes) {
            this.source = source;
            this.shardBytes = shardBytes;
        }

        @ProcessElement
        public void cut(@Element SourceFile file, OutputReceiver<SourceShard> shards) throws IOException {
            new ShardCutter(source, shardBytes).cut(file).forEach(shards::output);
        }
    }
}
