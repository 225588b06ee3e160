package dev.starbeam.pipeline;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.source.NamedColumns;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.run.NoStager;
import dev.starbeam.run.RunPlan;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.util.construction.ParDoTranslation;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.util.construction.RehydratedComponents;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the real DataflowRunner makes of the pipeline, up to the job it would send. Needs no network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataflowTranslationTest {
    private static final String BUCKET = "gs://starbeam-test";
    /** Dataflow takes no job above 10 MB; a pipeline of this size must leave room for many more tables. */
    private static final long MAX_JOB_BYTES = 1_000_000;

    /** Where secrets would be, and are not while the job is made: so they can't be in it. */
    private static final String KEY = "/nowhere/starbeam-test/key.p8";

    private static final String PHRASE = "STARBEAM_TEST_NO_SUCH_PHRASE";

    private static final List<String> KINDS = List.of(
            "ParallelRead", "ParallelDo", "Bucket", "GroupByKey", "CombineValues", "Flatten", "CollectionToSingleton");

    private Pipeline pipeline;
    private RunnerApi.Pipeline graph;
    private JsonNode job;
    private long jobBytes;

    @BeforeAll
    void translate(@TempDir Path directory) throws Exception {
        Path template = directory.resolve("job.json");
        pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(
                        "--runner=DataflowRunner",
                        "--project=starbeam-test",
                        "--region=europe-west1",
                        "--jobName=online-retail",
                        "--gcpTempLocation=" + BUCKET + "/temp",
                        "--stagingLocation=" + BUCKET + "/staging",
                        "--templateLocation=" + template,
                        "--filesToStage=" + Files.createFile(directory.resolve("starbeam.jar")),
                        "--pathValidatorClass=org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator",
                        "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory",
                        "--stagerClass=" + NoStager.class.getName(),
                        "--workerMachineType=n2-standard-4",
                        "--numWorkers=2",
                        "--maxNumWorkers=8",
                        "--diskSizeGb=40",
                        "--usePublicIps=false")
                .create());
        BatchPipeline.assemble(pipeline, plan(), LookupStrategy.DEFAULT);
        graph = PipelineTranslation.toProto(pipeline);
        pipeline.run();
        jobBytes = Files.size(template);
        job = new ObjectMapper().readTree(template.toFile());
    }

    @Test
    void theStepsAreThePipelineAsDeclared() {
        assertThat(stages(steps().map(
                                step -> step.at("/properties/user_name/value").asText())))
                .containsExactlyInAnyOrder(
                        "Stage stg_order_lines",
                        "Build dim_customers",
                        "Check and write dim_customers",
                        "Find conflicts of dim_customers",
                        "Build dim_products",
                        "Check and write dim_products",
                        "Join fact_orders",
                        "Check and write fact_orders",
                        "Record",
                        "Gate and publish");
    }

    @Test
    void everyStepIsAKindThatDataflowKnows() {
        assertThat(steps().map(step -> step.path("kind").asText()))
                .contains("ParallelRead", "ParallelDo", "GroupByKey", "Flatten", "CollectionToSingleton")
                .isSubsetOf(KINDS);
    }

    @Test
    void everyFunctionComesBackFromItsBytesAndHoldsNothingOfThisMachine() throws Exception {
        List<DoFn<?, ?>> ours = new ArrayList<>();
        for (RunnerApi.PTransform transform :
                graph.getComponents().getTransformsMap().values()) {
            if (transform.getSpec().getUrn().equals(PTransformTranslation.PAR_DO_TRANSFORM_URN)) {
                DoFn<?, ?> fn = ParDoTranslation.getDoFn(
                        RunnerApi.ParDoPayload.parseFrom(transform.getSpec().getPayload()));
                if (fn.getClass().getName().startsWith("dev.starbeam")) {
                    ours.add(fn);
                }
            }
        }
        assertThat(ours)
                .extracting(fn -> fn.getClass().getSimpleName())
                .contains("StageRangeFn", "FindSupersededFn", "AssembleMembersFn", "WriteFactFn", "PublishFn");
        for (DoFn<?, ?> fn : ours) {
            assertThat(serialised(fn)).as(fn.getClass().getName()).doesNotContain(traitsOfThisMachine());
        }
    }

    @Test
    void everyCoderComesBackFromItsBytes() throws IOException {
        RunnerApi.Components components = graph.getComponents();
        RehydratedComponents rehydrated =
                RehydratedComponents.forComponents(components).withPipeline(pipeline);
        for (String id : components.getCodersMap().keySet()) {
            Coder<?> coder = rehydrated.getCoder(id);
            assertThat(coder).as(id).isNotNull();
        }
    }

    @Test
    void keysOfGroupsHaveOneEncodingEach() throws Exception {
        RunnerApi.Components components = graph.getComponents();
        RehydratedComponents rehydrated =
                RehydratedComponents.forComponents(components).withPipeline(pipeline);
        for (RunnerApi.PTransform transform : components.getTransformsMap().values()) {
            if (transform.getSpec().getUrn().equals(PTransformTranslation.GROUP_BY_KEY_TRANSFORM_URN)) {
                String input = transform.getInputsMap().values().iterator().next();
                Coder<?> pair = rehydrated.getPCollection(input).getCoder();
                pair.getCoderArguments().get(0).verifyDeterministic();
            }
        }
    }

    @Test
    void displayDataTellsWhichFunctionsRunAndNothingElse() {
        Set<String> keys = new TreeSet<>();
        List<String> told = new ArrayList<>();
        steps().forEach(step -> step.at("/properties/display_data").forEach(item -> {
            told.add(item.toString());
            if (item.path("namespace").asText().startsWith("dev.starbeam")) {
                keys.add(item.path("key").asText());
            }
        }));
        assertThat(told).anyMatch(item -> item.contains("WriteFactFn"));
        assertThat(keys).isEmpty();
        for (String trait : traitsOfThisMachine()) {
            assertThat(told).noneMatch(item -> item.contains(trait));
        }
    }

    @Test
    void workersAreAsTheOptionsAsk() {
        JsonNode pool = job.at("/environment/workerPools/0");
        assertThat(pool.path("machineType").asText()).isEqualTo("n2-standard-4");
        assertThat(pool.path("numWorkers").asInt()).isEqualTo(2);
        assertThat(pool.path("diskSizeGb").asInt()).isEqualTo(40);
        assertThat(pool.path("ipConfiguration").asText()).isEqualTo("WORKER_IP_PRIVATE");
        assertThat(pool.at("/autoscalingSettings/maxNumWorkers").asInt()).isEqualTo(8);
        assertThat(job.path("name").asText()).isEqualTo("online-retail");
        assertThat(job.path("type").asText()).isEqualTo("JOB_TYPE_BATCH");
    }

    @Test
    void theJobIsMadeWithoutAskingForSecrets() {
        assertThat(Path.of(KEY)).doesNotExist();
        assertThat(System.getenv(PHRASE)).isNull();
        assertThat(steps()).isNotEmpty();
        assertThat(job.toString() + graph).doesNotContain("PRIVATE KEY");
    }

    @Test
    void theJobIsSmallEnoughToBeSent() {
        assertThat(jobBytes).isLessThan(MAX_JOB_BYTES);
    }

    private Stream<JsonNode> steps() {
        return StreamSupport.stream(job.path("steps").spliterator(), false);
    }

    private static Set<String> stages(Stream<String> steps) {
        return steps.map(name -> name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/')))
                .collect(toCollection(LinkedHashSet::new));
    }

    private static RunPlan plan() throws Exception {
        PipelineModel model = PipelineLoader.load(
                Path.of("pipelines/online_retail"),
                Map.of("raw", BUCKET + "/raw"),
                name -> null,
                new NamedColumns(source -> header()),
                Declaration.LANGUAGE);
        String file = BUCKET + "/raw/online_retail.csv.gz";
        return new RunPlan(
                model,
                "online_retail-1",
                Map.of(
                        "raw_order_lines",
                        List.of(SourceRange.unsplittable(
                                "raw_order_lines", new SourceFile(file, 9_000_000, 0, "etag", true), 72_000_000))),
                BUCKET + "/run",
                Warehouses.target("snowflake://account/analytics?user=loader&private_key=file:" + KEY
                        + "&passphrase=env:" + PHRASE),
                false,
                BUCKET + "/report",
                0);
    }

    private static List<String> header() {
        Path sample = Path.of("pipelines/online_retail/data/online_retail.csv.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(sample))) {
            String start = new String(in.readNBytes(1000), StandardCharsets.UTF_8);
            return List.of(start.lines().findFirst().orElseThrow().split(","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static List<String> traitsOfThisMachine() {
        return Stream.of(
                        Path.of("").toAbsolutePath().toString(),
                        System.getProperty("java.io.tmpdir"),
                        System.getProperty("user.home"))
                .filter(path -> path.length() > 1)
                .map(path -> path + "/")
                .toList();
    }
}
