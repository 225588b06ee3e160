package dev.starbeam;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.starbeam.warehouse.engine.Warehouses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;

/** Who may import whom, who may touch the outside world, and which names are not allowed. */
@AnalyzeClasses(packages = "dev.starbeam", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.starbeam.";

    /** Package to the packages of ours that it may import; whatever is not listed here may not exist. */
    private static final Map<String, List<String>> IMPORTS = Map.ofEntries(
            Map.entry("words", List.of()),
            Map.entry("runner", List.of()),
            Map.entry("batch", List.of("words")),
            Map.entry("expression", List.of("batch", "words")),
            Map.entry("reject", List.of("batch")),
            Map.entry("spill", List.of("batch", "words")),
            Map.entry("model", List.of("batch", "expression", "words")),
            Map.entry("source", List.of("batch", "expression", "model", "reject", "words")),
            Map.entry("ingest", List.of("batch", "expression", "model", "reject", "source", "words")),
            Map.entry("staging", List.of("batch", "expression", "model", "reject", "source", "spill", "words")),
            Map.entry("star", List.of("batch", "expression", "model", "reject", "spill", "words")),
            Map.entry("pushdown", List.of("batch")),
            Map.entry("quality", List.of("batch", "expression", "model", "pushdown", "reject", "spill", "words")),
            Map.entry("warehouse", List.of("batch", "expression", "model", "pushdown", "reject", "words")),
            Map.entry("report", List.of("batch", "expression", "model", "reject", "words")),
            Map.entry("generate", List.of("batch", "expression", "model", "words")),
            Map.entry("run", allBut("run", "audit", "pipeline", "generate", "cli")),
            Map.entry("audit", allBut("audit", "generate", "cli")),
            Map.entry("pipeline", allBut("pipeline", "audit", "generate", "cli")),
            Map.entry("cli", allBut("cli")));

    @ArchTest
    static void eachPackageImportsOnlyWhatItsLayerAllows(JavaClasses ours) {
        IMPORTS.forEach((name, allowed) -> {
            String[] reachable = Stream.concat(Stream.of(name), allowed.stream())
                    .map(ArchitectureTest::packagesOf)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packagesOf(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + ".").and(not(resideInAnyPackage(reachable))))
                    .as(name + " imports only " + allowed)
                    .allowEmptyShould(true)
                    .check(ours);
        });
    }

    @ArchTest
    static void everyPackageIsKnown(JavaClasses ours) {
        Set<String> unknown = new TreeSet<>();
        ours.forEach(type -> {
            String rest = (type.getPackageName() + ".").substring(ROOT.length());
            unknown.add(rest.substring(0, Math.max(0, rest.indexOf('.'))));
        });
        unknown.removeAll(IMPORTS.keySet());
        assertThat(unknown)
                .as("packages without import rules in ArchitectureTest")
                .isEmpty();
    }

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule subPackagesAreFreeOfCycles =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheRegistryNamesDuckDb = onlyTheRegistryNames("warehouse.duckdb");

    @ArchTest
    static final ArchRule onlyTheRegistryNamesSnowflake = onlyTheRegistryNames("warehouse.snowflake");

    @ArchTest
    static final ArchRule batchNeedsNothingButTheJdkAndHashFunctions = classes()
            .that()
            .resideInAPackage(packagesOf("batch"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    packagesOf("batch"),
                    packagesOf("words"),
                    "java..",
                    "net.openhft.hashing..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheEdgesTouchRemoteFileSystemsAndClients = noClasses()
            .that()
            .resideOutsideOfPackages(
                    packagesOf("ingest"),
                    packagesOf("spill"),
                    packagesOf("warehouse"),
                    packagesOf("report"),
                    packagesOf("runner"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.beam.sdk.io..", "java.net.http..", "org.duckdb..", "net.snowflake..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheEdgesAndTheToolsTouchLocalFiles = noClasses()
            .that()
            .resideOutsideOfPackages(
                    packagesOf("ingest"),
                    packagesOf("spill"),
                    packagesOf("warehouse"),
                    packagesOf("model"),
                    packagesOf("report"),
                    packagesOf("generate"),
                    packagesOf("cli"))
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccessFile)\\w*|java\\.nio\\.file\\.Files"
                    + "|java\\.nio\\.channels\\.FileChannel")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheWarehouseAndSourcesInDatabasesSpeakJdbc = noClasses()
            .that()
            .resideOutsideOfPackages(packagesOf("warehouse"), packagesOf("ingest.jdbc"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pipelineOptionsLiveInPipeline = classes()
            .that(INTERFACES.and(assignableTo(PipelineOptions.class)))
            .should()
            .resideInAnyPackage(packagesOf("pipeline"), packagesOf("runner"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesAreConcepts = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule functionsOverElementsAreCalledFn = classes()
            .that()
            .areAssignableTo(DoFn.class)
            .should()
            .haveSimpleNameEndingWith("Fn")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule transformsAreCalledByVerbs = noClasses()
            .that()
            .areAssignableTo(PTransform.class)
            .should()
            .haveNameMatching(".*(Transform|Transformer|Reader|Writer|Loader|Builder|Processor|Handler)")
            .allowEmptyShould(true);

    private static ArchRule onlyTheRegistryNames(String engine) {
        return noClasses()
                .that(resideOutsideOfPackage(packagesOf(engine)).and(not(type(Warehouses.class))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packagesOf(engine));
    }

    private static List<String> allBut(String... excluded) {
        Set<String> rest = new TreeSet<>(List.of(
                "words",
                "runner",
                "batch",
                "expression",
                "reject",
                "spill",
                "model",
                "source",
                "ingest",
                "staging",
                "star",
                "pushdown",
                "quality",
                "warehouse",
                "report",
                "generate",
                "run",
                "audit",
                "pipeline",
                "cli"));
        rest.removeAll(List.of(excluded));
        return List.copyOf(rest);
    }

    private static String packagesOf(String name) {
        return ROOT + name + "..";
    }
}
