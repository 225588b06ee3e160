package dev.starbeam.warehouse.table;

import dev.starbeam.model.DimensionModel;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a published row when a batch brings one with the same key. A version orders the two: NULL is older
 * than any value, and of equal versions the one published later counts as newer. Without a version the order of
 * publication decides.
 */
public sealed interface Merging extends Serializable {
    /** The column that orders rows with one key, if there is one. */
    @Nullable
    String version();

    /** Columns that publishing computes; they are not in load files. */
    default List<String> derivedColumns() {
        return List.of();
    }

    /** Of rows with one key. */
    enum Precedence {
        /** The oldest stays. */
        OLDEST,
        /** The newest stays; where it is equal, nothing is written. */
        NEWEST,
        /** The newest stays and is written even when it is equal. */
        NEWEST_WRITTEN
    }

    /** Which row of a key stays in the table. */
    default Precedence precedence() {
        return Precedence.NEWEST;
    }

    /** How the table's observations become versions, if they do. */
    default Optional<ScdType2> history() {
        return Optional.empty();
    }

    /** What rows refer to: a fact's dimensions. */
    default List<MemberReference> references() {
        return List.of();
    }

    /** Whether the rows are of a fact. */
    default boolean isFact() {
        return false;
    }

    /** Whether load files say of each row, in {@code _deleted}, whether it deletes the published one. */
    default boolean deletes() {
        return false;
    }

    /** Whether what was deleted or withdrawn is remembered, so that older rows don't come back. */
    default boolean remembers() {
        return deletes();
    }

    /** Whether a published row goes when a newer one with its key is set aside. */
    default boolean withdraws() {
        return false;
    }

    /** The newest row stays, as in a dimension of type 1. A row that is equal in every column is left alone. */
    record ScdType1(@Nullable String version) implements Merging {}

    /** The oldest row stays, as in a dimension of type 0; without a version, the one published first. */
    record ScdType0(@Nullable String version) implements Merging {
        @Override
        public Precedence precedence() {
            return Precedence.OLDEST;
        }
    }

    /**
     * Every row is an observation of its member at a time; observations are kept beside the table, which has their
     * versions: type 2. Observations that change nothing make no version. A member's first version counts as valid since
     * ever.
     *
     * @param naturalKey the columns of the natural key
     * @param version a date or timestamp: when the member was as the row says
     * @param durableKey the key that all versions of a member share
     */
    record ScdType2(List<String> naturalKey, String version, String durableKey) implements Merging {
        public ScdType2 {
            naturalKey = List.copyOf(naturalKey);
        }

        @Override
        public Optional<ScdType2> history() {
            return Optional.of(this);
        }

        @Override
        public List<String> derivedColumns() {
            return List.of(DimensionModel.VALID_FROM, DimensionModel.VALID_TO, DimensionModel.IS_CURRENT);
        }
    }

    /**
     * A fact: the newest row stays, and is written even when it is equal, since it names its batch.
     *
     * @param deletes whether rows may delete published ones that are not newer; older rows
     *     of what they deleted don't come back
     * @param withdraws whether a published row goes when a newer one with its key is set aside
     * @param references what the rows refer to
     */
    record Facts(@Nullable String version, boolean deletes, boolean withdraws, List<MemberReference> references)
            implements Merging {
        /** That leave published rows alone, whatever is set aside. */
        public Facts(@Nullable String version, boolean deletes, List<MemberReference> references) {
            this(version, deletes, false, references);
        }

        public Facts {
            references = List.copyOf(references);
        }

        @Override
        public Precedence precedence() {
            return Precedence.NEWEST_WRITTEN;
        }

        @Override
        public boolean isFact() {
            return true;
        }

        @Override
        public boolean remembers() {
            return version != null && (deletes || withdraws);
        }
    }
}
