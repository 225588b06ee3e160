package dev.starbeam.ingest.jdbc;

import dev.starbeam.ingest.jdbc.dialect.ColumnShape;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The values of a partition column as whole numbers, so that they can be cut into ranges, and back again. */
enum KeyAxis {
    /** Itself; what does not fit counts as the least or greatest that does. */
    INTEGER {
        @Override
        long position(ResultSet row, int column) throws SQLException {
            BigDecimal value = row.getBigDecimal(column);
            return value.max(BigDecimal.valueOf(Long.MIN_VALUE))
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue();
        }

        @Override
        void bind(PreparedStatement statement, int parameter, long position) throws SQLException {
            statement.setLong(parameter, position);
        }
    },

    /** Days since 1970. */
    DATE {
        @Override
        long position(ResultSet row, int column) throws SQLException {
            long day = row.getObject(column, LocalDate.class).toEpochDay();
            return Math.max(FIRST_DAY, Math.min(day, LAST_DAY));
        }

        @Override
        void bind(PreparedStatement statement, int parameter, long position) throws SQLException {
            statement.setObject(parameter, LocalDate.ofEpochDay(position));
        }
    },

    /** Microseconds since 1970. */
    TIMESTAMP {
        @Override
        long position(ResultSet row, int column) throws SQLException {
            return micros(row.getObject(column, LocalDateTime.class).atOffset(ZoneOffset.UTC));
        }

        @Override
        void bind(PreparedStatement statement, int parameter, long position) throws SQLException {
            statement.setObject(parameter, LocalDateTime.ofInstant(instant(position), ZoneOffset.UTC));
        }
    },

    /** Microseconds since 1970, of values that know their zone. */
    INSTANT {
        @Override
        long position(ResultSet row, int column) throws SQLException {
            return micros(row.getObject(column, OffsetDateTime.class));
        }

        @Override
        void bind(PreparedStatement statement, int parameter, long position) throws SQLException {
            statement.setObject(parameter, OffsetDateTime.ofInstant(instant(position), ZoneOffset.UTC));
        }
    };

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    /** The axis of a column, nothing when its values are no points on one. */
    static Optional<KeyAxis> of(ColumnShape column) {
        if (ValueText.knowsItsZone(column)) {
            return Optional.of(INSTANT);
        }
        return switch (column.type()) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of(INTEGER);
            case Types.NUMERIC, Types.DECIMAL ->
                column.scale() == 0 && column.precision() > 0 ? Optional.of(INTEGER) : Optional.empty();
            case Types.DATE -> Optional.of(DATE);
            case Types.TIMESTAMP -> Optional.of(TIMESTAMP);
            default -> Optional.empty();
        };
    }

    /** Where the value is, which is not NULL. Infinite dates count as the least or greatest of years 1 to 9999. */
    abstract long position(ResultSet row, int column) throws SQLException;

    /** Binds the value at a position. */
    abstract void bind(PreparedStatement statement, int parameter, long position) throws SQLException;

    private static long micros(OffsetDateTime time) {
        long day = Math.max(FIRST_DAY, Math.min(time.toLocalDate().toEpochDay(), LAST_DAY));
        Instant instant = day == time.toLocalDate().toEpochDay()
                ? time.toInstant()
                : LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
