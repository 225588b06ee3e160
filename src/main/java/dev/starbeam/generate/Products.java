package dev.starbeam.generate;

import dev.starbeam.generate.Vocabulary.Line;
import java.util.List;
import java.util.Map;

/** {@code raw_products}: the lower the number, the better a product sells. */
final class Products implements SourceTable {
    static final List<String> COLUMNS =
            List.of("product_id", "name", "category", "subcategory", "brand", "price", "currency", "updated_at");
    private static final Map<DirtKind, int[]> DIRTY = Map.of(
            DirtKind.PADDING, new int[] {0, 1, 4},
            DirtKind.CASE, new int[] {2, 3},
            DirtKind.EMPTY, new int[] {4, 5},
            DirtKind.BAD_NUMBER, new int[] {5},
            DirtKind.BAD_DATE, new int[] {7},
            DirtKind.DUPLICATE, new int[0],
            DirtKind.LATE_UPDATE, new int[0],
            DirtKind.MISSING_REQUIRED, new int[] {0});
    private static final TableShape SHAPE = new TableShape("products", COLUMNS, DIRTY, true);
    private static final int[] PENNIES = {99, 99, 99, 95, 90, 49, 0};

    private final int products;
    private final long seed;
    private final long newerSeed;
    private final Draws draws = new Draws();

    Products(int products, long seed) {
        this.products = products;
        this.seed = seed;
        this.newerSeed = Draws.derive(seed, 1);
    }

    @Override
    public TableShape shape() {
        return SHAPE;
    }

    @Override
    public long rows() {
        return products;
    }

    /** {@code P00001} and on. */
    static RowBuffer putId(long product, RowBuffer into) {
        return into.put('P').digits(product + 1, 5);
    }

    /** What one piece costs, in cents. */
    int price(long product) {
        draws.at(seed, product);
        return price(draws.oneOf(Vocabulary.LINES));
    }

    private int price(Line line) {
        return draws.between(line.low(), line.high()) * 100 + PENNIES[draws.below(PENNIES.length)];
    }

    @Override
    public void fill(long row, RowBuffer into) {
        int price = putUpToBrand(row, into);
        into.cents(price).end().put("USD").end();
        into.timestamp((Days.OPENED_DAY - draws.between(1, 300)) * 86_400L + draws.below(86_400))
                .end();
    }

    /** Its price went up. */
    @Override
    public void fillNewer(long row, RowBuffer into) {
        int price = putUpToBrand(row, into);
        draws.at(newerSeed, row);
        into.cents(price + draws.between(1, 20) * 10L).end().put("USD").end();
        into.timestamp((Days.OPENED_DAY + draws.below(730)) * 86_400L + draws.below(86_400))
                .end();
    }

    private int putUpToBrand(long row, RowBuffer into) {
        draws.at(seed, row);
        Line line = draws.oneOf(Vocabulary.LINES);
        int price = price(line);
        putId(row, into).end();
        into.put(draws.oneOf(line.nouns()))
                .put(' ')
                .put(draws.oneOf(line.variants()))
                .end();
        into.put(line.category()).end().put(line.subcategory()).end();
        into.put(draws.oneOf(Vocabulary.BRANDS)).end();
        return price;
    }
}
