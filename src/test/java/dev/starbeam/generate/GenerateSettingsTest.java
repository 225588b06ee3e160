package dev.starbeam.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerateSettingsTest {
    @Test
    void everythingButTheOrdersHasADefault() {
        GenerateSettings settings = GenerateSettings.parse(Map.of("orders", "20_000"));

        assertThat(settings)
                .isEqualTo(new GenerateSettings(20_000, 2_000, 200, 1, Map.of(), 0, 8, Path.of("out/generated")));
    }

    @Test
    void dirtIsAPresetWithChangesBehindIt() {
        GenerateSettings settings =
                GenerateSettings.parse(Map.of("orders", "10", "dirt", "heavy,orphan=0.5,padding=0,case=0.0"));

        assertThat(settings.rate(DirtKind.ORPHAN)).isEqualTo(0.5);
        assertThat(settings.rate(DirtKind.PADDING)).isZero();
        assertThat(settings.rate(DirtKind.DUPLICATE)).isEqualTo(0.02);
    }

    @Test
    void everyMistakeIsNamedAtOnceWithTheNearestName() {
        assertThatThrownBy(() -> GenerateSettings.parse(
                        Map.of("order", "10", "files", "0", "seed", "x", "dirt", "lihgt,orphans=0.1,padding,case=2")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        failure -> assertThat(failure.mistakes())
                                .containsExactly(
                                        "unknown setting 'order'; did you mean 'orders'? Known: orders, customers, products, seed,"
                                                + " dirt, after, files, out",
                                        "orders: missing; say how many order lines to write, for example --orders=100000",
                                        "seed: expected a whole number such as 100000, got 'x'",
                                        "files: expected a number from 1 to 9999, got 0",
                                        "dirt: unknown amount or kind 'lihgt'; did you mean 'light'? Known: none, light, heavy,"
                                                + " padding, case, empty, bad_number, bad_date, duplicate, late_update, orphan,"
                                                + " outlier, missing_required, wrong_total",
                                        "dirt: unknown kind 'orphans'; did you mean 'orphan'? Known: padding, case, empty,"
                                                + " bad_number, bad_date, duplicate, late_update, orphan, outlier,"
                                                + " missing_required, wrong_total",
                                        "dirt: padding needs a rate, for example padding=0.01",
                                        "dirt: expected a rate from 0 to 1 for case, got 2"));
    }

    @Test
    void ratesThatAddUpToMoreThanAllRowsAreRefused() {
        assertThatThrownBy(() -> GenerateSettings.parse(Map.of("orders", "10", "dirt", "case=0.6,orphan=0.6")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("add up to 1.2");
    }
}
