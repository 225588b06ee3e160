package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.DuplicateKeysException;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proves what the warehouse doesn't enforce: that keys identify one row. */
public final class KeyProof {
    private final SqlSession session;
    private final TableLoad load;
    private final TableSpec table;
    private final TableSpec keyed;
    private final SqlDialect sql;
    private final String rows;

    /** @param rows the rows to load as they stand in a FROM clause */
    public KeyProof(SqlSession session, SqlDialect dialect, TableLoad load, String rows) {
        this.session = session;
        this.sql = dialect;
        this.rows = rows;
        this.load = load;
        this.table = load.table();
        this.keyed = CompanionTables.rowsOf(table);
    }

    /** @throws DuplicateKeysException showing some keys that several rows to load share */
    public void requireUnique() throws SQLException {
        if (!keyed.key().isEmpty() && !load.keyProven()) {
            requireUnique(keyed.key());
        }
        String surrogate = table.surrogateKey();
        if (surrogate != null) {
            requireUnique(List.of(surrogate));
        }
    }

    /** @throws WarehouseException when a member to load has the surrogate key of another published member */
    public void requireNoCollision() throws SQLException {
        String surrogate = table.surrogateKey();
        if (surrogate == null || table.key().contains(surrogate)) {
            return;
        }
        String differ = keyed.key().stream()
                .map(column -> "p." + sql.identifier(column) + " is distinct from s." + sql.identifier(column))
                .collect(Collectors.joining(" or "));
        List<List<@Nullable Object>> collisions =
                session.query("select " + sql.identifiers("p", keyed.key()) + ", " + sql.identifiers("s", keyed.key())
                        + ", s." + sql.identifier(surrogate) + " from " + sql.stored(keyed) + " p join " + rows
                        + " s on p." + sql.identifier(surrogate) + " = s." + sql.identifier(surrogate) + " where ("
                        + differ + ") limit 3");
        if (!collisions.isEmpty()) {
            throw new WarehouseException("different members of " + table.qualifiedName() + " have the same " + surrogate
                    + " (published, staged, key): " + collisions + ". Nothing was published");
        }
    }

    /** Different hashes prove different keys, at a fraction of the cost of comparing them; so equal ones are looked at. */
    private void requireUnique(List<String> key) throws SQLException {
        long suspects =
                session.number("select count(*) - count(distinct hash(" + sql.identifiers(key) + ")) from " + rows);
        if (suspects == 0) {
            return;
        }
        List<List<@Nullable Object>> shared = session.query(
                "select " + sql.identifiers(key) + ", count(*) from " + rows + " group by " + sql.identifiers(key)
                        + " having count(*) > 1 order by count(*) desc, " + sql.identifiers(key) + " limit 3");
        if (!shared.isEmpty()) {
            String examples = shared.stream().map(Object::toString).collect(Collectors.joining(", "));
            long sharing = session.number("select sum(n) from (select count(*) as n from " + rows + " group by "
                    + sql.identifiers(key) + " having count(*) > 1) as sharing");
            throw new DuplicateKeysException(table.name(), key, sharing, examples);
        }
    }
}
