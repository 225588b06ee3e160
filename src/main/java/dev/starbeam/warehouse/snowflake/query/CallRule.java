package dev.starbeam.warehouse.snowflake.query;

import static java.util.stream.Collectors.joining;

import dev.starbeam.model.dialect.Refusals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.Token;
import org.jspecify.annotations.Nullable;

/** Writes a function's call for Snowflake, or refuses it. */
final class CallRule {
    private final Refusals refusals;

    CallRule(Refusals refusals) {
        this.refusals = refusals;
    }

    /** What stands in the place of the node that the call was read from. */
    Object rewritten(Object node, Call written, Token place) {
        Call call = written.withoutFilter();
        Optional<FunctionTemplate> template = PortableFunctions.template(
                call.name(), call.arguments().size(), !call.order().isEmpty());
        String objection = objection(call, template.orElse(null));
        if (objection == null) {
            objection = Interpolation.objection(node, written);
        }
        if (objection != null) {
            refusals.add(place, objection);
        } else if (!PortableFunctions.names().contains(call.name())) {
            refusals.addUnknown(place, call.name());
        } else if (template.isPresent()) {
            return translated(call, template.get(), place);
        } else if (written.filter() != null) {
            String distinct = call.distinct() ? "distinct " : "";
            return new Snippet(call.name() + "(" + distinct + list(call.arguments()) + ")" + over(call));
        }
        return node;
    }

    private static @Nullable String objection(Call call, @Nullable FunctionTemplate template) {
        String name = "\"" + call.name() + "\"";
        if (call.filter() != null) {
            return "a filter needs a function with arguments";
        }
        if (call.withinGroup()) {
            boolean plain = call.arguments().size() == 1 && call.window() == null;
            return plain && PortableFunctions.WITHIN_GROUP.contains(call.name())
                    ? null
                    : "the warehouses don't both know " + name + " within group in this form";
        }
        if (template != null) {
            return objection(call, template, name);
        }
        if (PortableFunctions.ORDERED_WINDOW.contains(call.name())) {
            return windowObjection(call, name);
        }
        if (PortableFunctions.SAME.contains(call.name())) {
            return call.order().isEmpty() ? null : "Snowflake doesn't know order by among the arguments of " + name;
        }
        String instead = PortableFunctions.INSTEAD.get(call.name());
        if (instead != null) {
            return "function " + name + " isn't the same on both warehouses; write " + instead;
        }
        String signatures = PortableFunctions.signatures(call.name());
        return signatures.isEmpty() ? null : "function " + name + " is known to both only as " + signatures;
    }

    private static @Nullable String objection(Call call, FunctionTemplate template, String name) {
        if (call.distinct() && !template.takesDistinct()) {
            return "the warehouses don't both know distinct in " + name;
        }
        return call.hasWindow() && !template.takesWindow()
                ? "Snowflake doesn't know " + name + " over (…) in this form"
                : null;
    }

    private static @Nullable String windowObjection(Call call, String name) {
        if (call.window() == null || call.window().getOrderByElements() == null) {
            return "Snowflake wants an order in the window; write " + call.name() + "(…) over (… order by …)";
        }
        boolean framed = call.window().getWindowElement() != null;
        return !framed && List.of("last_value", "nth_value").contains(call.name())
                ? name + " without a frame sees different rows on each warehouse; write over (… rows between unbounded"
                        + " preceding and unbounded following)"
                : null;
    }

    private Object translated(Call call, FunctionTemplate template, Token place) {
        Map<String, String> values = new HashMap<>();
        List<Expression> arguments = call.arguments();
        for (int i = 0; i < template.parameters().size(); i++) {
            String parameter = template.parameters().get(i);
            if (parameter.equals("...")) {
                String more = list(arguments.subList(i, arguments.size()));
                values.put("...", more);
            } else {
                values.put(parameter, value(parameter, arguments.get(i), template, place));
            }
        }
        values.put("~", call.distinct() ? "distinct " : "");
        if (template.ordered()) {
            values.put("z", list(call.order()));
        }
        return new Snippet(template.filled(values) + over(call));
    }

    private String value(String parameter, Expression argument, FunctionTemplate template, Token place) {
        Optional<String> value = ConstantArguments.value(parameter, argument);
        if (value.isEmpty()) {
            refusals.add(
                    place,
                    "\"" + argument + "\" can't be the " + parameter + " of " + template.signature() + "; expected "
                            + ConstantArguments.expected(parameter));
        }
        return value.orElse("null");
    }

    private static String over(Call call) {
        return call.window() == null ? "" : " over " + call.window();
    }

    private static String list(List<?> parts) {
        return parts.stream().map(String::valueOf).collect(joining(", "));
    }
}
