package dev.starbeam.quality.check.zscore;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.quality.statistic.KeyedMomentsState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.StateSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * |x − mean| ≥ threshold · s within the rows that share {@code by} ({@code null}: all rows); decided exactly. NULL x, or a
 * NULL key, is not judged.
 */
public record ZScore(String column, @Nullable String by, BigDecimal threshold, boolean population) implements RowRule {
    @Override
    public String name() {
        return ZScoreCheck.NAME;
    }

    @Override
    public Optional<String> judgedColumn() {
        return Optional.of(column);
    }

    @Override
    public String subject() {
        return by == null ? "(" + column + ")" : "(" + column + " by " + by + ")";
    }

    @Override
    public List<StateSpec> statistics(Schema schema) {
        return List.of(spec(schema));
    }

    private StateSpec.Moments spec(Schema schema) {
        Field field = schema.field(column);
        return new StateSpec.Moments(
                field.name(), field.type(), by == null ? null : schema.field(by).name());
    }

    KeyedMomentsState moments(QualityState state, Schema schema) {
        return state.moments(spec(schema));
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return new ZScoreJudge(this, spec(check.schema()), moments(check.state(), check.schema()));
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        Power power = ZScorePower.of(this, moments(check.state(), check.schema()));
        return new RowExpectation(ZScoreWords.expectation(this), power, 0);
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        return ZScorePushdown.of(this, table.schema(), figures);
    }

    @Override
    public Remedies remedies(Finding finding) {
        return ZScoreWords.remedies(this, finding);
    }
}
