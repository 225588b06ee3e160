package dev.starbeam.quality.check;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.Rule;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.statistic.StateSpec;
import java.util.List;

/** A rule with all that is needed to judge by it. It judges rows or the table as a whole, by nothing but its record. */
public sealed interface JudgedRule extends Rule permits RowRule, TableRule {
    /** The rule of a check. @throws IllegalArgumentException when nothing here can judge by it */
    static JudgedRule of(CheckModel check) {
        if (check.rule() instanceof JudgedRule rule) {
            return rule;
        }
        throw new IllegalArgumentException("check " + check.id() + ": nothing can judge by " + check.rule());
    }

    /**
     * The statistics it judges by, beside the number of rows; checks of the same columns share them.
     *
     * @throws IllegalArgumentException when a column is missing or has a type that the rule can't judge
     */
    default List<StateSpec> statistics(Schema schema) {
        return List.of();
    }

    /** The columns that a batch must have to be judged, beside those of the statistics. */
    default List<String> judgedColumns(TableChecks table) {
        return judgedColumn().stream().toList();
    }

    /**
     * How a warehouse answers for published rows. It says the same as judging the rows themselves.
     *
     * @param figures what the warehouse can be asked, for rules that depend on what fits there
     */
    Pushdown pushdown(TableChecks table, TableFigures figures);

    /** What people can do when the check fails, with the figures found. */
    Remedies remedies(Finding finding);
}
