package dev.starbeam.bench.row;

import org.apache.beam.sdk.schemas.Schema;

/** The typed order line; money in cents and moments in seconds, the cheapest types that a row has for them. */
final class OrderSchema {
    static final Schema SCHEMA = Schema.builder()
            .addStringField("order_id")
            .addInt64Field("line_number")
            .addNullableField("customer_id", Schema.FieldType.STRING)
            .addStringField("product_id")
            .addNullableField("quantity", Schema.FieldType.INT64)
            .addNullableField("unit_price", Schema.FieldType.INT64)
            .addNullableField("total_amount", Schema.FieldType.INT64)
            .addNullableField("order_status", Schema.FieldType.STRING)
            .addInt64Field("ordered_at")
            .addNullableField("shipped_at", Schema.FieldType.INT64)
            .addNullableField("delivered_at", Schema.FieldType.INT64)
            .addNullableField("updated_at", Schema.FieldType.INT64)
            .build();

    static final int ORDER_ID = 0;
    static final int LINE_NUMBER = 1;
    static final int CUSTOMER_ID = 2;
    static final int PRODUCT_ID = 3;
    static final int QUANTITY = 4;
    static final int TOTAL_AMOUNT = 6;
    static final int UPDATED_AT = 11;

    private OrderSchema() {}
}
