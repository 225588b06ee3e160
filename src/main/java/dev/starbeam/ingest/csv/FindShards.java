package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.ingest.file.ShardPack;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.ingest.file.SourceFiles;
import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.model.SourceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
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
 * Finds the files of a source and cuts large ones into byte ranges at record starts, so that workers share them; small
 * files that are neighbours are packed together.
 *
 * <pre>{@code
 * PCollection<ShardPack> packs = pipeline.apply(FindShards.of(source));
 * }</pre>
 *
 * <p>Every byte of every file is in exactly one shard of one pack; the shards and their ids are the same in every run over the same
 * files. Files are listed on a worker when the pipeline runs, or given by {@link #among} so that a run reads exactly the
 * files its batch was named after. A large file that may hold quoted line breaks is read once in full, by one worker, to
 * find where its records begin; declare {@code quoted_newlines: no} to spare that. Fails with
 * {@link InvalidSourceException} when no file matches.
 */
public final class FindShards extends PTransform<PBegin, PCollection<ShardPack>> {
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
    public PCollection<ShardPack> expand(PBegin begin) {
        ShardCutter cutter = new ShardCutter(source, shardBytes);
        boolean cuts = files == null || files.stream().anyMatch(cutter::mayCut);
        PCollection<List<SourceFile>> found = files(begin);
        PCollection<List<SourceFile>> spread = cuts ? found.apply("Spread files", Reshuffle.viaRandomKey()) : found;
        PCollection<ShardPack> packs =
                spread.apply("Cut", ParDo.of(new CutFn(source, shardBytes))).setCoder(ShardPack.PackCoder.of());
        boolean alone = !cuts && files != null && packed(files).size() == 1;
        return alone ? packs : packs.apply("Spread shards", Reshuffle.viaRandomKey());
    }

    private PCollection<List<SourceFile>> files(PBegin begin) {
        Coder<List<SourceFile>> coder = ListCoder.of(SourceFile.FileCoder.of());
        if (files != null) {
            return begin.apply("Listed files", Create.of(packed(files)).withCoder(coder));
        }
        return begin.apply("Source", Create.of(source).withCoder(SerializableCoder.of(SourceModel.class)))
                .apply("List files", ParDo.of(new ListFilesFn(shardBytes)))
                .setCoder(coder);
    }

    private List<List<SourceFile>> packed(List<SourceFile> listed) {
        return ShardPack.neighbours(listed, source.csv(), shardBytes);
    }

    private static final class ListFilesFn extends DoFn<SourceModel, List<SourceFile>> {
        private static final long serialVersionUID = 1L;

        private final long shardBytes;

        ListFilesFn(long shardBytes) {
            this.shardBytes = shardBytes;
        }

        @ProcessElement
        public void list(@Element SourceModel source, OutputReceiver<List<SourceFile>> files) throws IOException {
            ShardPack.neighbours(SourceFiles.list(source), source.csv(), shardBytes)
                    .forEach(files::output);
        }
    }

    /** Of one file each of its shards is a pack; several files, which are small, are one together. */
    private static final class CutFn extends DoFn<List<SourceFile>, ShardPack> {
        private static final long serialVersionUID = 1L;

        private final SourceModel source;
        private final long shardBytes;

        CutFn(SourceModel source, long shardBytes) {
            this.source = source;
            this.shardBytes = shardBytes;
        }

        @ProcessElement
        public void cut(@Element List<SourceFile> files, OutputReceiver<ShardPack> packs) throws IOException {
            ShardCutter cutter = new ShardCutter(source, shardBytes);
            List<SourceShard> shards = new ArrayList<>();
            for (SourceFile file : files) {
                shards.addAll(cutter.cut(file));
            }
            if (files.size() > 1) {
                packs.output(new ShardPack(shards));
            } else {
                shards.forEach(shard -> packs.output(new ShardPack(List.of(shard))));
            }
        }
    }
}
