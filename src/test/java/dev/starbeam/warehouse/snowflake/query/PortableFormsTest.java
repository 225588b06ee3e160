package dev.starbeam.warehouse.snowflake.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.dialect.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.junit.jupiter.api.Test;

class PortableFormsTest {
    private static final List<String> PACKAGES = List.of(
            "expression.",
            "expression.operators.arithmetic.",
            "expression.operators.conditional.",
            "expression.operators.relational.",
            "schema.",
            "statement.create.table.",
            "statement.select.",
            "expression.Alias$");

    /** A new version of the parser may have renamed them; then nothing would pass, or too much. */
    @Test
    void theParserHasEveryFormThatIsListed() {
        Set<String> unknown = new TreeSet<>();
        for (Map.Entry<String, Set<String>> form : PortableForms.ALLOWED.entrySet()) {
            Set<String> parts = partsOf(form.getKey());
            for (String part : form.getValue()) {
                if (!parts.contains(part)) {
                    unknown.add(form.getKey() + "." + part);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static Set<String> partsOf(String simpleName) {
        for (String path : PACKAGES) {
            try {
                return SyntaxTree.partNames(Class.forName("net.sf.jsqlparser." + path + simpleName));
            } catch (ClassNotFoundException e) {
                // in another package
            }
        }
        return Set.of();
    }

    @Test
    void aNodesEmptyPartsSayNothing() {
        assertThat(SyntaxTree.setParts(new PlainSelect())).isEmpty();
    }
}
