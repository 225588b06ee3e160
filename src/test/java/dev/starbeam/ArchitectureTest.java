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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.junit.jupiter.api.Test;

/** Who may import whom, who may touch the outside world, and which names are not allowed. */
@AnalyzeClasses(packages = "dev.starbeam", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.starbeam.";
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "starbeam");
    private static final Pattern ENGINE = Pattern.compile("(?i)snowflake|duckdb");

    @ArchTest
    static void eachPackageImportsOnlyWhatItsLayerAllows(JavaClasses ours) throws IOException {
        LayerTable.read().forEach((name, allowed) -> {
            String[] reachable = Stream.concat(Stream.of(name), allowed.stream())
                    .map(ArchitectureTest::packagesOf)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packagesOf(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + ".").and(not(resideInAnyPackage(reachable))))
                    .as(name + " imports only " + allowed)
                    .check(ours);
        });
    }

    @ArchTest
    static void theTableOfPackagesIsWhole(JavaClasses ours) throws IOException {
        Set<String> packages = new TreeSet<>();
        ours.forEach(type -> {
            String rest = (type.getPackageName() + ".").substring(ROOT.length());
            packages.add(rest.substring(0, Math.max(0, rest.indexOf('.'))));
        });
        packages.remove("");
        assertThat(LayerTable.read().keySet())
                .as("packages in ARCHITECTURE.md")
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Set<Path> silent = new TreeSet<>();
        for (Path file : sources()) {
            if (!Files.exists(file.resolveSibling("package-info.java"))) {
                silent.add(file.getParent());
            }
        }
        assertThat(silent).as("packages without package-info").isEmpty();
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

    /** Nor do texts for people or comments: what is said of one kind of warehouse is said in its folder. */
    @Test
    void noTextOutsideTheirFoldersNamesAWarehouse() throws IOException {
        List<Path> named = new ArrayList<>();
        for (Path file : sources()) {
            if (!mayNameAWarehouse(SOURCES.relativize(file))
                    && ENGINE.matcher(Files.readString(file)).find()) {
                named.add(file);
            }
        }
        assertThat(named).isEmpty();
    }

    /** Expressions are SQL with Snowflake's meaning, whatever the warehouse; docs/functions.md says so. */
    private static boolean mayNameAWarehouse(Path file) {
        return Stream.of("warehouse/duckdb", "warehouse/snowflake", "warehouse/engine/Warehouses.java", "expression")
                .anyMatch(file::startsWith);
    }

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
                    packagesOf("local"),
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

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String packagesOf(String name) {
        return ROOT + name + "..";
    }
}
