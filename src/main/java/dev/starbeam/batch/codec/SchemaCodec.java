package dev.starbeam.batch.codec;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The binary form of a schema: count, then name, kind, precision and scale of each field. */
public final class SchemaCodec {
    private SchemaCodec() {}

    public static void encode(Schema schema, DataOutput out) throws IOException {
        out.writeInt(schema.size());
        for (Field field : schema.fields()) {
            out.writeUTF(field.name());
            out.writeUTF(field.type().kind().name());
            out.writeByte(field.type().precision());
            out.writeByte(field.type().scale());
        }
    }

    public static Schema decode(DataInput in) throws IOException {
        int size = in.readInt();
        List<Field> fields = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String name = in.readUTF();
            ColumnType.Kind kind = ColumnType.Kind.valueOf(in.readUTF());
            fields.add(new Field(name, new ColumnType(kind, in.readByte(), in.readByte())));
        }
        return Schema.of(fields);
    }
}
