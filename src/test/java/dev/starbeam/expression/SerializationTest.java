package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expressions ride in DoFns: a copy that went through bytes, and any cut of the rows, give the same values. */
class SerializationTest {
    private static final ColumnBatch ROWS = TestBatch.of(
            List.of("a", "b", "t"),
            List.of(
                    List.of("  5 ", "x-y", "2010-12-01 08:26:00"),
                    List.of("NULL", "Ärger_b", "n/a"),
                    List.of("2.5", "NULL", "12/31/2010"),
                    List.of("zero", "", "2023-02-30"),
                    List.of("0", "CCC", "NULL")));

    private static final String EXPRESSIONS = """
            upper(trim(b))
            lower(b) || initcap(b) || initcap(b, '-')
            trim(a, ' 5') || ltrim(a) || rtrim(a)
            try_to_number(a) * 3 - 1
            try_to_decimal(a, 12, 2) * try_to_double(a)
            try_to_decimal(a, '99.9', 5, 1) / 3
            try_to_timestamp_ntz(t)
            date_trunc(month, try_to_date(t, 'MM/DD/YYYY'))
            dateadd(day, 3, try_to_date(t))
            datediff(hour, try_to_date(t), try_to_timestamp_ntz(t))
            to_char(try_to_date(t), 'DD MON YY')
            iff(startswith(b, 'C'), b, a)
            case b when 'CCC' then 1 when '' then 2 end
            coalesce(nullif(trim(a), '0'), b, t)
            try_to_number(a) between 0 and 5 or b in ('CCC', null)
            not (b like '%-_') and b ilike 'c%'
            regexp_replace(b, '([a-z])', '<\\\\1>') || regexp_like(b, 'C+')
            left(b, 2) || right(b, 1) || substr(b, 2) || split_part(b, '-', 2)
            replace(b, 'C', 'dd') || lpad(b, 4, '*') || rpad(b, 4) || length(b)
            md5(b) || sha2(b)
            greatest(a, b, t) || least(a, b)
            round(try_to_decimal(a, 9, 3), 1) + abs(sign(try_to_number(a)))
            year(try_to_date(t)) + dayofweek(try_to_date(t))
            try_to_number(a) is null or zeroifnull(try_to_number(a)) >= 1.5
            to_decimal(a, 4, 1)
            """;

    private static TestBatch.Faults faults() {
        return new TestBatch.Faults();
    }

    @Test
    void aCopyEvaluatesAndReportsTheSame() throws Exception {
        for (String sql : EXPRESSIONS.strip().lines().toList()) {
            Expression expression = TestBatch.compile(sql, ROWS.schema());
            Expression copy = copy(expression);
            TestBatch.Faults ours = faults();
            TestBatch.Faults copys = faults();
            assertThat(TestBatch.display(copy.evaluate(ROWS, copys)))
                    .as(sql)
                    .isEqualTo(TestBatch.display(expression.evaluate(ROWS, ours)));
            assertThat(copys.seen).as(sql).isEqualTo(ours.seen);
            assertThat(copy.type()).isEqualTo(expression.type());
            assertThat(copy.columns()).isEqualTo(expression.columns());
        }
    }

    @Test
    void rowsCutDifferentlyGiveTheSame() {
        for (String sql : EXPRESSIONS.strip().lines().toList()) {
            List<String> one = new ArrayList<>();
            for (int row = 0; row < ROWS.rows(); row++) {
                one.addAll(TestBatch.values(sql, ROWS.select(Selection.of(new int[] {row}, 1))));
            }
            assertThat(one).as(sql).isEqualTo(TestBatch.values(sql, ROWS));
        }
    }

    private static Expression copy(Expression expression) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(expression);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Expression) in.readObject();
        }
    }
}
