package dev.starbeam.warehouse.duckdb;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.MartTrial;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.table.TableSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles marts in a database in memory, whose tables have no rows. */
final class DuckDbMartTrial implements MartTrial {
    /** Where DuckDB says a mistake is: a line of the statement, or a part of it, and a mark below. */
    private static final Pattern PLACE = Pattern.compile("\\n+(LINE (\\d+): )([^\\n]*)\\n( *)\\^[^\\n]*");

    private static final String CUT = "...";

    @Override
    public List<Fault> faults(List<TableSpec> tables, List<MartModel> marts) {
        try (Connection connection = DuckDbConnector.toWrite(Path.of(":memory:"), Duration.ZERO)) {
            SqlSession session = new SqlSession(connection, StatementObserver.NONE);
            new DuckDbLayout(session).apply(tables);
            session.execute("create schema if not exists marts");
            List<Fault> faults = new ArrayList<>();
            for (MartModel mart : marts) {
                String kind = mart.materialized() == Materialization.VIEW ? "view " : "table ";
                String head = "create " + kind + "marts." + DuckDbSql.name(mart.name()) + " as (";
                try {
                    session.execute(head + "\n" + mart.query() + "\n)");
                } catch (SQLException e) {
                    Fault fault = fault(mart, String.valueOf(e.getMessage()));
                    if (faults.stream().noneMatch(before -> isMissing(fault, before.mart()))) {
                        faults.add(fault);
                    }
                }
            }
            return faults;
        } catch (SQLException e) {
            throw new WarehouseException("marts could not be tried: " + e.getMessage(), e);
        }
    }

    private static boolean isMissing(Fault fault, MartModel before) {
        return fault.message().contains("Table with name " + before.name() + " does not exist");
    }

    private static Fault fault(MartModel mart, String message) {
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return new Fault(mart, 1, 1, message.strip());
        }
        String shown = place.group(3);
        List<String> lines = mart.query().lines().toList();
        int line = Math.max(1, Math.min(lines.size(), Integer.parseInt(place.group(2)) - 1));
        int mark = Math.max(0, place.group(4).length() - place.group(1).length());
        if (shown.startsWith(CUT)) {
            String part = shown.substring(CUT.length()).replaceFirst("\\.\\.\\.$", "");
            mark = Math.max(0, lines.get(line - 1).indexOf(part)) + Math.max(0, mark - CUT.length());
        }
        return new Fault(
                mart, line, mark + 1, (message.substring(0, place.start()) + message.substring(place.end())).strip());
    }
}
