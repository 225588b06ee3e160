package dev.starbeam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.starbeam")
class ArchitectureTest {
    @ArchTest
    static final ArchRule batchIsFreeOfBeam = noClasses()
            .that()
            .resideInAPackage("dev.starbeam.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.beam..")
            .allowEmptyShould(true);
}
