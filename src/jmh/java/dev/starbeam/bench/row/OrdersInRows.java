package dev.starbeam.bench.row;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/** The pipeline. Arguments: directory of the CSV files, directory to write to, then Beam's options. */
public final class OrdersInRows {
    private OrdersInRows() {}

    public static void main(String[] args) {
        String raw = args[0];
        String out = args[1];
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(Arrays.copyOfRange(args, 2, args.length))
                .create());

        PCollectionTuple staged = pipeline.apply("ReadOrders", TextIO.read().from(raw + "/orders*.csv"))
                .apply("PartitionLines", ParDo.of(new PartitionLinesFn()))
                .apply("GroupPartitions", GroupByKey.create())
                .apply(
                        "KeepLatest",
                        ParDo.of(new LatestRowsFn())
                                .withOutputTags(LatestRowsFn.ROWS, TupleTagList.of(LatestRowsFn.REJECTED)));
        PCollection<Row> orders = staged.get(LatestRowsFn.ROWS).setRowSchema(OrderSchema.SCHEMA);

        PCollectionView<HashSet<String>> customers = keys(pipeline, "Customers", raw + "/customers*.csv");
        PCollectionView<HashSet<String>> products = keys(pipeline, "Products", raw + "/products*.csv");
        PCollectionView<OrderStatistics> statistics = orders.apply(
                "GatherStatistics", Combine.globally(new GatherStatisticsFn()).asSingletonView());

        PCollectionTuple judged = orders.apply(
                "JudgeOrders",
                ParDo.of(new JudgeOrderFn(statistics, customers, products))
                        .withSideInputs(statistics, customers, products)
                        .withOutputTags(JudgeOrderFn.FACTS, TupleTagList.of(JudgeOrderFn.QUARANTINED)));
        write(judged.get(JudgeOrderFn.FACTS), out, "facts");
        write(judged.get(JudgeOrderFn.QUARANTINED), out, "quarantined");
        write(staged.get(LatestRowsFn.REJECTED), out, "rejected");
        pipeline.run().waitUntilFinish();
    }

    private static PCollectionView<HashSet<String>> keys(Pipeline pipeline, String name, String files) {
        return pipeline.apply("Read" + name, TextIO.read().from(files))
                .apply(
                        "Parse" + name,
                        FlatMapElements.into(TypeDescriptors.strings()).via(OrdersInRows::key))
                .apply("Collect" + name, Combine.globally(new CollectKeysFn()).asSingletonView());
    }

    private static List<String> key(String line) {
        String key = Texts.upper(Texts.fields(line).get(0));
        return key == null ? List.of() : List.of(key);
    }

    private static void write(PCollection<String> lines, String directory, String name) {
        lines.apply(
                "Write " + name,
                TextIO.write().to(directory + "/" + name).withSuffix(".csv").withNumShards(4));
    }
}
