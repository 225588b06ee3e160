package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** What each column type is in Parquet. Every column is optional: whether it holds NULLs is known only at the end. */
final class ParquetSchema {
    private ParquetSchema() {}

    static List<SchemaElement> of(Schema schema) {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement("schema").setNum_children(schema.size()));
        schema.fields().forEach(field -> elements.add(element(field)));
        return elements;
    }

    static Type physicalType(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> Type.BYTE_ARRAY;
            case BIGINT, DECIMAL, TIMESTAMP -> Type.INT64;
            case DATE -> Type.INT32;
            case DOUBLE -> Type.DOUBLE;
            case BOOLEAN -> Type.BOOLEAN;
        };
    }

    private static SchemaElement element(Field field) {
        ColumnType type = field.type();
        SchemaElement element = new SchemaElement(field.name())
                .setType(physicalType(type))
                .setRepetition_type(FieldRepetitionType.OPTIONAL);
        switch (type.kind()) {
            case TEXT ->
                element.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
            case DATE -> element.setConverted_type(ConvertedType.DATE).setLogicalType(LogicalType.DATE(new DateType()));
            case DECIMAL -> decimal(element, type);
            // The older converted type has no timestamp without a time zone, so it is left out.
            case TIMESTAMP ->
                element.setLogicalType(
                        LogicalType.TIMESTAMP(new TimestampType(false, TimeUnit.MICROS(new MicroSeconds()))));
            case BIGINT, DOUBLE, BOOLEAN -> {}
        }
        return element;
    }

    private static void decimal(SchemaElement element, ColumnType type) {
        element.setConverted_type(ConvertedType.DECIMAL)
                .setPrecision(type.precision())
                .setScale(type.scale())
                .setLogicalType(LogicalType.DECIMAL(new DecimalType(type.scale(), type.precision())));
    }
}
