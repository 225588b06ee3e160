package dev.starbeam.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.loading.SchemaValidation;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.CheckWords;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.JudgedRule;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.TableRule;
import dev.starbeam.star.dimension.BuildDimension;
import dev.starbeam.star.fact.FactAssembler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of check is complete: declared, documented, judged, pushed down or said not to be, with words and remedies. */
class CheckRegistryTest {
    private static final String FOLDERS = "dev.starbeam.quality.check.";

    private static final Pattern CHANGES = Pattern.compile(
            "(?i)clamp|abs\\(|least\\(|greatest\\(|deduplicate|median|iff\\(|filter .* out|recompute|replace ");

    static List<CheckDefinition> kinds() {
        return CheckRegistry.ALL;
    }

    @Test
    void theRegistryListsEveryKindOnceAndEachHasAFolderOfItsName() {
        assertThat(CheckRegistry.ALL).extracting(CheckDefinition::name).doesNotHaveDuplicates();
        Set<String> listed = CheckRegistry.ALL.stream()
                .map(kind -> kind.getClass().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> written = Ours.CLASSES.stream()
                .filter(type -> type.isAssignableTo(CheckDefinition.class) && !type.isInterface())
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(written);
        for (CheckDefinition kind : CheckRegistry.ALL) {
            assertThat(kind.getClass().getPackageName())
                    .isEqualTo(FOLDERS + kind.name().replace("_", ""));
        }
    }

    @Test
    void nobodyButTheRegistryKnowsOneKindOfCheck() {
        Set<String> folders = CheckRegistry.ALL.stream()
                .map(kind -> kind.getClass().getPackageName())
                .collect(Collectors.toSet());
        DescribedPredicate<JavaClass> ofOneKind =
                DescribedPredicate.describe("of one kind of check", type -> folders.contains(type.getPackageName()));
        ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.not(ofOneKind))
                .and()
                .doNotHaveFullyQualifiedName(CheckRegistry.class.getName())
                .should()
                .dependOnClassesThat(ofOneKind)
                .check(Ours.CLASSES);
        Ours.CLASSES.stream()
                .filter(type -> type.isAssignableTo(Rule.class) && !type.isInterface())
                .forEach(type -> assertThat(folders).contains(type.getPackageName()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsExampleIsReadAndItsRuleHasItsNameAndIsJudged(CheckDefinition kind) throws InvalidPipelineException {
        Declaration declared = declaring(kind);
        assertThat(SchemaValidation.faults(declared.yaml())).isEmpty();
        CheckModel check = declared.load().checks().get(0);
        assertThat(check.rule().name()).isEqualTo(kind.name());
        assertThat(check.rule().getClass().getPackage())
                .isEqualTo(kind.getClass().getPackage());
        assertThat(JudgedRule.of(check) instanceof RowRule).isEqualTo(kind.flagsRows());

        CheckScope scope = scope(declared.load(), check);
        if (check.rule() instanceof RowRule rule) {
            assertThat(rule.judge(scope)).isNotNull();
            assertThat(rule.expectation(scope).words()).isNotBlank();
            assertThat(scope.table().judgedColumns()).isNotEmpty();
        } else {
            TableRule.TableFinding found = ((TableRule) check.rule()).judge(scope);
            assertThat(found.expected()).isNotBlank();
            assertThat(found.observed()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoeverFailsItIsToldWhatToDo(CheckDefinition kind) throws InvalidPipelineException {
        PipelineModel model = declaring(kind).load();
        CheckModel declared = model.checks().get(0);
        for (OnFailure onFailure : OnFailure.values()) {
            CheckScope scope = scope(
                    model,
                    new CheckModel(
                            declared.id(),
                            declared.table(),
                            declared.rule(),
                            Severity.ERROR,
                            onFailure,
                            BigDecimal.ZERO));
            for (long flagged : new long[] {1, 1_234}) {
                Finding finding = new Finding(scope, 2_000, flagged, List.of("quantity = -3"));
                assertThat(JudgedRule.of(scope.check()).remedies(finding).list())
                        .isNotEmpty()
                        .allMatch(remedy -> remedy.matches("[A-Z].*[.…]"))
                        .as("changes values or leaves rows out only where they are known to be wrong")
                        .allMatch(remedy ->
                                !CHANGES.matcher(remedy).find() || remedy.matches("(If|Where|Only where|Correct) .*"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itSaysHowAWarehouseAnswersOrWhyNone(CheckDefinition kind) throws InvalidPipelineException {
        PipelineModel model = declaring(kind).load();
        CheckScope scope = scope(model, model.checks().get(0));
        Pushdown pushdown = JudgedRule.of(scope.check()).pushdown(scope.table(), everythingFits());
        if (pushdown instanceof Pushdown.None none) {
            assertThat(none.reason()).isNotBlank();
        } else if (pushdown instanceof Pushdown.OfTest test) {
            assertThat(test.test().test(scope.state()).flagged()).isNotNull();
        }
        assertThat(pushdown).isNotNull();
        if (kind.flagsRows()) {
            assertThat(pushdown).as("statistics alone count no row").isNotInstanceOf(Pushdown.OfStatistics.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsWordsAreThere(CheckDefinition kind) {
        CheckWords words = kind.words();
        assertThat(List.of(words.example(), words.judges(), words.failsWhen(), words.pushdown()))
                .noneMatch(String::isBlank);
        assertThat(kind.keys()).allMatch(key -> key.meaning().matches("[A-Z].*[^.]"));
        assertThat(kind.keys()).extracting(key -> key.name()).containsAll(kind.atLeastOneOf());
    }

    @Test
    void aRuleThatNothingCanJudgeIsRefused() {
        Rule unknown = () -> "astrology";
        CheckModel check = new CheckModel("c", "fact_orders", unknown, Severity.ERROR, OnFailure.KEEP, BigDecimal.ZERO);
        assertThatThrownBy(() -> JudgedRule.of(check)).hasMessageStartingWith("check c: nothing can judge by");
    }

    private static Declaration declaring(CheckDefinition kind) {
        return Declaration.shop()
                .with(
                        "- {check: iqr, column: quantity, severity: warn}",
                        "- " + kind.words().example());
    }

    private static CheckScope scope(PipelineModel model, CheckModel check) {
        TableChecks table = check.table().equals("fact_orders")
                ? ofFact(model.fact("fact_orders"), check)
                : new TableChecks(
                        check.table(),
                        BuildDimension.schema(model.dimension(check.table())),
                        List.of(check),
                        List.of(),
                        false);
        return new CheckScope(check, table, table.emptyState());
    }

    private static TableChecks ofFact(FactModel fact, CheckModel check) {
        return new TableChecks(fact.name(), FactAssembler.schema(fact), List.of(check), fact.references(), true);
    }

    private static TableFigures everythingFits() {
        return (TableFigures) Proxy.newProxyInstance(
                TableFigures.class.getClassLoader(),
                new Class<?>[] {TableFigures.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("canSum");
                    return true;
                });
    }

    /** Reading them takes seconds, which tests of a single kind don't wait for. */
    private static final class Ours {
        private static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.starbeam");
    }
}
