package dev.starbeam.quality.check.references;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesCheckTest {
    private static Declaration checking(String check) {
        return Declaration.shop().with("{check: iqr, column: quantity, severity: warn}", check);
    }

    @Test
    void referencesAreNamedOrAllAreMeant() throws InvalidPipelineException {
        assertThat(checking("{check: references}").load().checks().get(0).rule())
                .isEqualTo(new References(List.of()));
        assertThat(checking("{check: references, columns: [customer_id]}")
                        .load()
                        .checks()
                        .get(0)
                        .rule())
                .isEqualTo(new References(List.of("customer_id")));
    }

    @Test
    void aColumnThatRefersToNothingIsRefusedWithTheNearest() {
        assertThat(checking("{check: references, columns: [customer_i]}").mistakes())
                .singleElement()
                .asString()
                .contains("\"customer_i\" is no reference of ")
                .contains("customer_id");
    }

    @Test
    void aFactWithoutReferencesHasNoneToCheck() {
        assertThat(checking("{check: references}")
                        .with("references: {customer_id: dim_customers, ordered_at: dim_date}", "materialized: table")
                        .mistakes())
                .anyMatch(mistake -> mistake.endsWith(" declares no references to check"));
    }
}
