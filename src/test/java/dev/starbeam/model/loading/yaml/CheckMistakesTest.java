package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.quality.CheckRegistry;
import dev.starbeam.quality.check.CheckDefinition;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Mistakes in checks, with their places and words. */
class CheckMistakesTest {
    private static final String KINDS =
            CheckRegistry.ALL.stream().map(CheckDefinition::name).collect(Collectors.joining(", "));

    @Test
    void anUnknownCheckIsReported() {
        assertThat(Declaration.shop().with("check: iqr,", "check: iqrs,").mistakes())
                .containsExactly("35:13: unknown check \"iqrs\"; expected one of " + KINDS + "; did you mean \"iqr\"?");
    }

    @Test
    void anIqrOfTextIsReported() {
        assertThat(Declaration.shop()
                        .with("column: quantity,", "column: order_id,")
                        .mistakes())
                .containsExactly("35:26: check iqr needs a number, \"order_id\" is text");
    }

    @Test
    void rangeBoundsAreLiteralsOfTheType() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: range, column: ordered_at, min: 2010-13-01}")
                        .mistakes())
                .containsExactly(
                        "35:45: \"2010-13-01\" is no timestamp, which \"ordered_at\" is; expected a timestamp such as 2010-12-31 08:26:00");
    }

    @Test
    void whatNoRowCanBeComparedWithIsReportedBeforeAnyIsRead() {
        Declaration doubles = Declaration.shop().with("try_to_number(quantity)", "try_cast(quantity as double)");
        String iqr = "{check: iqr, column: quantity, severity: warn}";
        for (String bound : new String[] {"NaN", "Infinity", "1d"}) {
            assertThat(doubles.with(iqr, "{check: range, column: quantity, min: " + bound + "}")
                            .mistakes())
                    .containsExactly("35:43: \"" + bound + "\" is no double, which \"quantity\" is; expected a number"
                            + " such as 4.2");
        }
        assertThat(Declaration.shop()
                        .with(iqr, "{check: accepted_values, column: unit_price, values: [1.5, 1e30]}")
                        .mistakes())
                .containsExactly("35:64: accepted value 1e30 is no possible value of column \"unit_price\", which is"
                        + " decimal(12,2)");
    }

    @Test
    void rangeBoundsStandInOrder() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: range, column: unit_price, min: 5, max: 1.25}")
                        .mistakes())
                .containsExactly("35:5: min (5) is greater than max (1.25); no row could pass");
    }

    @Test
    void aKeyOfAnotherCheckIsReported() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: null_rate, column: quantity, max: 2, by: order_id}")
                        .mistakes())
                .containsExactly(
                        "35:5: check null_rate takes no \"by\"; expected one of check, column, id, max, on_failure, severity, table",
                        "35:47: expected a share from 0 to 1, found \"2\"");
    }

    @Test
    void onlyRowsCanBeQuarantined() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: row_count, min: 1, on_failure: quarantine}")
                        .mistakes())
                .containsExactly(
                        "35:5: check row_count judges the table as a whole and has no rows to quarantine; expected on_failure: keep");
    }

    @Test
    void onlyRowsOfFactsCanBeQuarantined() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: unique, table: dim_customers, columns: [country], on_failure: quarantine}")
                        .mistakes())
                .containsExactly(
                        "35:5: only rows of facts can be quarantined, a member of dim_customers left out would make orphans; expected on_failure: keep");
    }

    /** The latest row of each natural key was chosen before. */
    @Test
    void aCheckThatCantFailIsRefused() {
        String why =
                "unique can't fail here: of several rows with one customer_id the latest was chosen before; expected"
                        + " check: conflicts, which compares them before that, or columns that are not the key";
        assertThat(checking("{check: unique, table: dim_customers}").mistakes()).containsExactly("35:5: " + why);
        assertThat(checking("{check: unique, table: dim_customers, columns: [customer_id]}")
                        .mistakes())
                .as("a promise of its own, beside latest_by")
                .isEmpty();
        assertThat(checking("{check: unique, table: dim_customers, columns: [customer_id, country]}")
                        .with(", latest_by: updated_at", "")
                        .mistakes())
                .containsExactly("35:5: " + why);
    }

    @Test
    void conflictsAreThoseOfRowsOfWhichOneIsChosen() {
        assertThat(checking("{check: conflicts, table: dim_customers}").mistakes())
                .isEmpty();
        assertThat(checking("{check: conflicts}").mistakes())
                .containsExactly(
                        "35:5: conflicts compares rows of one key, of which the pipeline chooses the latest; of a"
                                + " fact it does so by deduplicate: {keys, latest_by} of its staged entity; expected that, or"
                                + " check: unique");
        assertThat(checking("{check: conflicts, on_failure: quarantine}")
                        .with("deduplicate: exact", "deduplicate: {keys: [order_id], latest_by: ordered_at}")
                        .mistakes())
                .containsExactly(
                        "35:36: of rows that conflict, those that were not chosen are in no table, so that none can"
                                + " be set aside; expected on_failure: keep");
    }

    private static Declaration checking(String check) {
        return Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", check);
    }

    @Test
    void acceptedValuesAreOfTheType() {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: accepted_values, column: quantity, values: [1, a]}")
                        .mistakes())
                .containsExactly(
                        "35:60: \"a\" is no bigint, which \"quantity\" is; expected a whole number such as 42");
    }

    @Test
    void aGeneratedCalendarIsNotChecked() {
        assertThat(Declaration.shop()
                        .with("{check: iqr, column: quantity, severity: warn}", "{check: unique, table: dim_date}")
                        .mistakes())
                .containsExactly("35:28: \"dim_date\" is generated; there is nothing to check");
    }

    @Test
    void aCheckNamesAKnownTable() {
        assertThat(Declaration.shop()
                        .with("{check: iqr, column: quantity, severity: warn}", "{check: unique, table: fact_order}")
                        .mistakes())
                .containsExactly(
                        "35:28: unknown fact or dimension \"fact_order\"; expected one of dim_customers, fact_orders; did you mean \"fact_orders\"?");
    }

    @Test
    void twoChecksNeedTwoIds() {
        assertThat(Declaration.shop()
                        .with("severity: warn}", "severity: warn}\n  - {check: iqr, column: quantity, factor: 3}")
                        .mistakes())
                .containsExactly(
                        "36:5: two checks are called \"fact_orders.iqr(quantity)\"; give this one an id of its own");
    }
}
