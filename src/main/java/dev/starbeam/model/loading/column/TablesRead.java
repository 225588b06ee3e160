package dev.starbeam.model.loading.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/** Collects the tables of a query, with their places; the names of its common table expressions are none. */
public final class TablesRead extends TablesNamesFinder<Void> {
    private final List<Table> tables = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    private TablesRead() {
        init(true);
    }

    public static List<Table> of(Select select) {
        TablesRead read = new TablesRead();
        read.visit(select, null);
        return read.tables.stream()
                .filter(table -> table.getSchemaName() != null
                        || !read.expressions.contains(table.getName().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public <S> @Nullable Void visit(Table table, S context) {
        tables.add(table);
        return null;
    }

    /** A column's qualifier is the alias of a table that is collected where it is joined. */
    @Override
    public <S> @Nullable Void visit(Column column, S context) {
        return null;
    }

    @Override
    public <S> @Nullable Void visit(WithItem<?> item, S context) {
        expressions.add(item.getUnquotedAliasName().toLowerCase(Locale.ROOT));
        return super.visit(item, context);
    }
}
