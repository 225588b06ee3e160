package dev.starbeam.generate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * {@code raw_orders}: order lines in the order they were placed. Lines come in blocks of {@value #BLOCK} that hold whole
 * orders, so that any row can be computed without the rows before its block.
 */
final class OrderLines implements SourceTable {
    static final int BLOCK = 32;
    static final List<String> COLUMNS = List.of(
            "order_id",
            "line_number",
            "customer_id",
            "product_id",
            "quantity",
            "unit_price",
            "total_amount",
            "order_status",
            "ordered_at",
            "shipped_at",
            "delivered_at",
            "updated_at");
    private static final int CUSTOMER = 2;
    private static final int QUANTITY = 4;
    private static final int PRICE = 5;
    private static final int TOTAL = 6;
    private static final Map<DirtKind, int[]> DIRTY = Map.ofEntries(
            Map.entry(DirtKind.PADDING, new int[] {0, 2, 3, 7}),
            Map.entry(DirtKind.CASE, new int[] {0, 2, 3, 7}),
            Map.entry(DirtKind.EMPTY, new int[] {2, 4, 5, 6}),
            Map.entry(DirtKind.BAD_NUMBER, new int[] {4, 5, 6}),
            Map.entry(DirtKind.BAD_DATE, new int[] {8, 9, 10}),
            Map.entry(DirtKind.DUPLICATE, new int[0]),
            Map.entry(DirtKind.LATE_UPDATE, new int[0]),
            Map.entry(DirtKind.ORPHAN, new int[] {2, 3}),
            Map.entry(DirtKind.OUTLIER, new int[] {QUANTITY}),
            Map.entry(DirtKind.MISSING_REQUIRED, new int[] {0, 1, 3}),
            Map.entry(DirtKind.WRONG_TOTAL, new int[] {TOTAL}));
    private static final TableShape SHAPE = new TableShape("orders", COLUMNS, DIRTY, false);
    private static final WeightedChoice LINES_AN_ORDER = WeightedChoice.of(45, 25, 14, 8, 5, 3);
    private static final WeightedChoice PIECES = WeightedChoice.of(30, 20, 14, 11, 8, 6, 4, 3, 0.1, 0.2, 0.05, 0.1);
    private static final int[] PERCENT_TO_PAY = {100, 100, 100, 100, 100, 100, 100, 100, 95, 90, 85, 80, 70};

    private final Delivery delivery;
    private final long rows;
    private final int customers;
    private final Catalog catalog;
    private final long lineSeed;
    private final long blockSeed;
    private final long headSeed;
    private final long newerSeed;

    private final Draws draws = new Draws();
    private final OrderHead head = new OrderHead();
    private final int[] orderInBlock = new int[BLOCK];
    private final int[] lineNumber = new int[BLOCK];
    private long block = -1;
    private long order = -1;

    OrderLines(GenerateSettings settings, Catalog catalog, long seed) {
        this.delivery = Delivery.of(settings);
        this.rows = settings.orders();
        this.customers = settings.customers();
        this.catalog = catalog;
        this.lineSeed = Draws.derive(seed, 1);
        this.blockSeed = Draws.derive(seed, 2);
        this.headSeed = Draws.derive(seed, 3);
        this.newerSeed = Draws.derive(seed, 4);
    }

    /** What the orders need to know of the products; shared by all files' writers. */
    @SuppressWarnings("ArrayRecordComponent")
    record Catalog(WeightedChoice popularity, int[] prices) {
        static Catalog of(Products products) {
            int[] prices = new int[(int) products.rows()];
            for (int i = 0; i < prices.length; i++) {
                prices[i] = products.price(i);
            }
            return new Catalog(WeightedChoice.zipf(prices.length), prices);
        }
    }

    @Override
    public TableShape shape() {
        return SHAPE;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void fill(long row, RowBuffer into) {
        putLine(delivery.first() + row, into);
        head.putStep(into);
    }

    @Override
    public void fillNewer(long row, RowBuffer into) {
        putLine(delivery.first() + row, into);
        head.putNextStep(draws.at(newerSeed, delivery.first() + row).between(3600, 10 * 86_400), into);
    }

    /** The row is counted from the first delivery on. */
    private void putLine(long row, RowBuffer into) {
        int place = moveTo(row);
        draws.at(lineSeed, row);
        int product = catalog.popularity().draw(draws);
        int quantity = 1 + PIECES.draw(draws);
        long price = Math.max(
                1, (long) catalog.prices()[product] * PERCENT_TO_PAY[draws.below(PERCENT_TO_PAY.length)] / 100);
        into.put('O').digits(order + 1, 8).end().digits(lineNumber[place], 1).end();
        Customers.putId(head.customer, into).end();
        Products.putId(product, into).end();
        into.digits(quantity, 1)
                .end()
                .cents(price)
                .end()
                .cents(quantity * price)
                .end();
    }

    /** Makes block and order of the row the current ones; returns its place in the block. */
    private int moveTo(long row) {
        long wanted = row / BLOCK;
        if (wanted != block) {
            block = wanted;
            cutIntoOrders();
        }
        int place = (int) (row % BLOCK);
        long wantedOrder = block * BLOCK + orderInBlock[place];
        if (wantedOrder != order) {
            order = wantedOrder;
            drawHead();
        }
        return place;
    }

    private void cutIntoOrders() {
        draws.at(blockSeed, block);
        int orders = 0;
        for (int place = 0; place < BLOCK; orders++) {
            int end = Math.min(BLOCK, place + 1 + LINES_AN_ORDER.draw(draws));
            for (int line = 1; place < end; line++) {
                orderInBlock[place] = orders;
                lineNumber[place++] = line;
            }
        }
    }

    private void drawHead() {
        draws.at(headSeed, order);
        long placedBefore = Math.min(block * BLOCK - delivery.first(), rows - 1);
        // Drawing twice favours customers who joined early: they are the regulars.
        int customer = draws.below(draws.between(1, delivery.joined(customers, placedBefore)));
        head.draw(customer, delivery.day(placedBefore), delivery.taken(), draws);
    }

    @Override
    public void spoil(DirtKind kind, int column, RowBuffer row, Draws random) {
        switch (kind) {
            case ORPHAN -> row.replace(column, strangerOf(column, random));
            case OUTLIER -> {
                row.replace(QUANTITY, row.field(QUANTITY) + "000");
                row.replace(TOTAL, timesThousand(row.field(TOTAL)));
            }
            case WRONG_TOTAL -> row.replace(TOTAL, other(row.field(TOTAL), row.field(PRICE), random));
            default -> SourceTable.super.spoil(kind, column, row, random);
        }
    }

    private String strangerOf(int column, Draws random) {
        long beyond = (column == CUSTOMER ? customers : catalog.prices().length) + (long) random.below(1000);
        RowBuffer id = new RowBuffer();
        (column == CUSTOMER ? Customers.putId(beyond, id) : Products.putId(beyond, id)).end();
        return id.field(0);
    }

    private static String timesThousand(String amount) {
        return new BigDecimal(amount).movePointRight(3).setScale(2).toPlainString();
    }

    /** One piece too many, or ten times as much, or a sign gone wrong. */
    private static String other(String total, String price, Draws random) {
        BigDecimal amount = new BigDecimal(total);
        return switch (random.below(3)) {
            case 0 -> amount.add(new BigDecimal(price)).toPlainString();
            case 1 -> amount.movePointRight(1).setScale(2).toPlainString();
            default -> amount.negate().toPlainString();
        };
    }
}
