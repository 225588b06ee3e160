package dev.starbeam.quality;

import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.acceptedvalues.AcceptedValuesCheck;
import dev.starbeam.quality.check.conflicts.ConflictsCheck;
import dev.starbeam.quality.check.expression.ExpressionCheck;
import dev.starbeam.quality.check.iqr.IqrCheck;
import dev.starbeam.quality.check.nonnegative.NonNegativeCheck;
import dev.starbeam.quality.check.nullrate.NullRateCheck;
import dev.starbeam.quality.check.range.RangeCheck;
import dev.starbeam.quality.check.references.ReferencesCheck;
import dev.starbeam.quality.check.rowcount.RowCountCheck;
import dev.starbeam.quality.check.unique.UniqueCheck;
import dev.starbeam.quality.check.zscore.ZScoreCheck;
import java.util.List;

/** The kinds of checks there are, in the order in which people are told of them. */
public final class CheckRegistry {
    /** One line a kind. */
    public static final List<CheckDefinition> ALL = List.of(
            new IqrCheck(),
            new ZScoreCheck(),
            new ReferencesCheck(),
            new NullRateCheck(),
            new NonNegativeCheck(),
            new UniqueCheck(),
            new ConflictsCheck(),
            new AcceptedValuesCheck(),
            new RangeCheck(),
            new RowCountCheck(),
            new ExpressionCheck());

    private CheckRegistry() {}
}
