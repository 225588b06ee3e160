package dev.starbeam.cli;

import dev.starbeam.generate.DirtKind;
import java.util.Locale;

/** What {@code starbeam generate --help} says; the kinds of dirt come from where they are declared. */
final class GenerateHelp {
    private static final String OPTIONS = """
            Usage: starbeam generate --orders=N [--name=value ...]

            Writes customers, products and order lines as CSV files, the input of pipelines/customer_analytics, and
            dirt.json, which counts the dirty rows. The same options give the same bytes on any machine.

              --orders=N       order lines to write; required
              --customers=N    customers (a tenth of the orders)
              --products=N     products (a hundredth of the orders, at most 10000)
              --seed=N         any number; another one gives other data (1)
              --dirt=AMOUNT    none, light (2.6% of the rows), heavy (26%), or kinds with their share, or both:
                               --dirt=light,orphan=0.05 (none)
              --files=N        into how many files the order lines are cut (8)
              --out=DIR        a directory that is empty or holds earlier generated files (out/generated)

            Kinds of dirt; a row has one at most:
            """;

    private GenerateHelp() {}

    static String text() {
        StringBuilder text = new StringBuilder(OPTIONS);
        for (DirtKind kind : DirtKind.values()) {
            text.append(String.format(Locale.ROOT, "  %-16s %s%n", kind.word(), kind.meaning()));
        }
        return text.toString();
    }
}
