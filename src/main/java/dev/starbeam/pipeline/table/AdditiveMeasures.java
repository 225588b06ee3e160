package dev.starbeam.pipeline.table;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.star.fact.FactAssembler;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which columns of a fact may be added up: those that some mart sums. Where none does, decimals that are neither part of a
 * key nor called after a price, a rate or a share. Numbers that are held as doubles have no exact sums, and are left out.
 */
final class AdditiveMeasures {
    private static final Pattern SUMMED =
            Pattern.compile("(?i)\\bsum\\s*\\(\\s*(?:coalesce\\s*\\(\\s*)?(?:\\w+\\.)?\"?(\\w+)");
    private static final Pattern NO_SUM =
            Pattern.compile("(?i).*(price|rate|share|ratio|percent|discount|average|avg).*");

    private AdditiveMeasures() {}

    static List<String> of(PipelineModel model, FactModel fact) {
        Schema schema = FactAssembler.schema(fact);
        Set<String> summed = summed(model);
        List<String> measures = numbers(fact, schema).stream()
                .map(Field::name)
                .filter(name -> summed.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        return measures.isEmpty() ? byName(fact, schema) : measures;
    }

    private static Set<String> summed(PipelineModel model) {
        Set<String> summed = new HashSet<>();
        for (MartModel mart : model.marts()) {
            Matcher sums = SUMMED.matcher(mart.sql());
            while (sums.find()) {
                summed.add(sums.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return summed;
    }

    private static List<String> byName(FactModel fact, Schema schema) {
        return numbers(fact, schema).stream()
                .filter(field -> field.type().scale() > 0)
                .map(Field::name)
                .filter(name -> !NO_SUM.matcher(name).matches())
                .toList();
    }

    private static List<Field> numbers(FactModel fact, Schema schema) {
        Set<String> keys = new HashSet<>(fact.grain());
        fact.references().forEach(reference -> keys.addAll(reference.columns()));
        return fact.columns().stream()
                .map(column -> schema.field(column.name()))
                .filter(field -> field.type().isNumeric() && field.type().isLongBacked())
                .filter(field -> !keys.contains(field.name()))
                .toList();
    }
}
