package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mistake within an expression is shown where it stands in the file, however the text is written. */
class PlacesTest {
    private static final String GOOD = "quantity * unit_price";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity * wrong",
                "\"quantity * wrong\"",
                "'quantity * wrong'",
                "&anchor quantity * wrong",
                "!!str quantity * wrong",
                "nullif(order_id, '') || wrong",
                "'nullif(order_id, '''') || wrong'",
                "\"nullif(order_id, '\\x27\\u0027') || wrong\"",
                "|\n        quantity\n          * wrong",
                ">-\n        quantity\n        *\n        wrong",
                ">2-\n\n        quantity * wrong",
                "quantity\n        * wrong",
                "\"quantity \\\n        * wrong\"",
                "\"quantity\n        * wrong\"",
                "'quantity\n\n        * wrong'",
                "order_id || 'é€😀' || wrong",
                "{expression: quantity * wrong, description: none}",
            })
    void anUnknownColumnIsShownWhereItStands(String written) {
        Declaration shop = Declaration.shop().with(GOOD, written);
        int index = shop.yaml().indexOf("wrong");
        String before = shop.yaml().substring(0, index);
        int line = (int) before.lines().count();
        String start = before.substring(before.lastIndexOf('\n') + 1);
        int column = start.codePointCount(0, start.length()) + 1;
        assertThat(shop.mistakes())
                .anySatisfy(m -> assertThat(m).startsWith(line + ":" + column + ": no column \"wrong\""));
    }

    @Test
    void textAfterAVariableKeepsItsPlace() {
        Declaration shop = Declaration.shop()
                .with("{raw: data}", "{raw: data, twice: quantity + quantity}")
                .with(GOOD, "${twice} * wrong");
        assertThat(shop.mistakes()).singleElement().asString().startsWith("14:32: no column \"wrong\"");
    }

    @Test
    void aMistakeWithinAVariablesTextIsShownAtTheVariable() {
        Declaration shop = Declaration.shop()
                .with("{raw: data}", "{raw: data, twice: 2 * wrong}")
                .with(GOOD, "1 + ${twice}");
        assertThat(shop.mistakes()).singleElement().asString().startsWith("14:25: no column \"wrong\"");
    }

    @Property(tries = 200)
    void everyCharacterOtherThanWhiteSpaceComesFromItsOwnPlace(
            @ForAll @From("texts") String text, @ForAll ScalarStyle style) {
        DumperOptions options = new DumperOptions();
        options.setDefaultScalarStyle(style);
        options.setAllowUnicode(true);
        options.setWidth(20);
        String yaml = new Yaml(options).dump(java.util.Map.of("key", text));
        int[] characters = yaml.codePoints().toArray();
        MappingNode root = (MappingNode) new Yaml().compose(new java.io.StringReader(yaml));
        ScalarNode node = (ScalarNode) root.getValue().get(0).getValueNode();
        int[] origins = ScalarOrigins.of(node, characters);
        for (int i = 0; i < text.length(); i++) {
            boolean escaped = characters[origins[i]] == '\\';
            if (!Character.isWhitespace(text.charAt(i)) && !escaped) {
                assertThat(new String(characters, origins[i], 1)).isEqualTo(text.substring(i, i + 1));
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab'\"\\#: ,()\n1é").ofMaxLength(60);
    }
}
