package dev.starbeam.pipeline.publish;

import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.run.load.RowRange;
import dev.starbeam.warehouse.parquet.JoinedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Joins the files of each table to files of at most the size that the warehouse loads best; a table that has no two files
 * which fit together keeps its own. Which files those are and their rows are the same on every run
 * over the same files. What was joined stays where it is until the staging directory goes.
 */
final class JoinFiles extends PTransform<PCollection<LoadFile>, PCollection<LoadFile>> {
    private static final long serialVersionUID = 1L;

    /** What is told of so many files is a small element yet. */
    private static final int MOST_FILES = 1000;

    private final PublishDirectory directory;

    private JoinFiles(PublishDirectory directory) {
        this.directory = directory;
    }

    static JoinFiles in(PublishDirectory directory) {
        return new JoinFiles(directory);
    }

    @Override
    public PCollection<LoadFile> expand(PCollection<LoadFile> files) {
        long most = directory.format().mostBytes();
        return files.apply("By table", WithKeys.of(LoadFile::table).withKeyType(TypeDescriptors.strings()))
                .apply("Files of a table", GroupByKey.create())
                .apply("Fill", ParDo.of(new FillFn(most)))
                .setCoder(new FileGroup.GroupCoder())
                .apply("Spread", Reshuffle.viaRandomKey())
                .apply("Join", ParDo.of(new JoinFn(directory)))
                .setCoder(LoadFile.FileCoder.of());
    }

    /** Files in order that become one, unless they are to stay as they are. */
    record FileGroup(List<LoadFile> files, boolean stays) {
        private static final class GroupCoder extends AtomicCoder<FileGroup> {
            private static final long serialVersionUID = 1L;
            private static final Coder<List<LoadFile>> FILES = ListCoder.of(LoadFile.FileCoder.of());

            @Override
            public void encode(FileGroup group, OutputStream out) throws IOException {
                FILES.encode(group.files, out);
                BooleanCoder.of().encode(group.stays, out);
            }

            @Override
            public FileGroup decode(InputStream in) throws IOException {
                return new FileGroup(FILES.decode(in), BooleanCoder.of().decode(in));
            }
        }
    }

    /** Fills file after file, by name, as full as the next one allows. */
    static List<FileGroup> fill(Iterable<LoadFile> files, long mostBytes) {
        List<LoadFile> sorted = new ArrayList<>();
        files.forEach(sorted::add);
        sorted.sort(Comparator.comparing(LoadFile::name));
        List<List<LoadFile>> groups = new ArrayList<>();
        long room = 0;
        for (LoadFile file : sorted) {
            if (groups.isEmpty()
                    || file.bytes() > room
                    || groups.get(groups.size() - 1).size() == MOST_FILES) {
                groups.add(new ArrayList<>());
                room = mostBytes;
            }
            groups.get(groups.size() - 1).add(file);
            room -= file.bytes();
        }
        boolean stay = groups.size() == sorted.size();
        return groups.stream()
                .map(group -> new FileGroup(List.copyOf(group), stay))
                .toList();
    }

    /** What all of them hold; nothing where it isn't known of one, or would make too large an element. */
    static List<RowRange> held(List<LoadFile> files) {
        Map<String, RowRange> byFile = new TreeMap<>();
        for (LoadFile file : files) {
            if (file.holds().isEmpty()) {
                return List.of();
            }
            file.holds().forEach(rows -> byFile.merge(rows.file(), rows, RowRange::plus));
        }
        return byFile.size() > MOST_FILES ? List.of() : List.copyOf(byFile.values());
    }

    private static final class FillFn extends DoFn<KV<String, Iterable<LoadFile>>, FileGroup> {
        private static final long serialVersionUID = 1L;

        private final long mostBytes;

        FillFn(long mostBytes) {
            this.mostBytes = mostBytes;
        }

        @ProcessElement
        public void fill(@Element KV<String, Iterable<LoadFile>> files, OutputReceiver<FileGroup> groups) {
            JoinFiles.fill(files.getValue(), mostBytes).forEach(groups::output);
        }
    }

    /** All files of a table get one directory, which COPY names once. */
    private static final class JoinFn extends DoFn<FileGroup, LoadFile> {
        private static final long serialVersionUID = 1L;

        private final PublishDirectory directory;

        JoinFn(PublishDirectory directory) {
            this.directory = directory;
        }

        @ProcessElement
        public void join(@Element FileGroup group, OutputReceiver<LoadFile> out) throws IOException {
            if (group.stays()) {
                group.files().forEach(out::output);
                return;
            }
            LoadFile first = group.files().get(0);
            List<String> parts = group.files().stream().map(LoadFile::uri).toList();
            out.output(LoadFile.of(
                    first.table(),
                    JoinedFile.of(parts, directory.newFile("joined/" + PublishDirectory.piece(first.name()))),
                    held(group.files())));
        }
    }
}
