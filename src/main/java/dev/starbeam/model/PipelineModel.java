package dev.starbeam.model;

import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.source.SourceModel;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One declared pipeline: everything derives from it. Lists are in declaration order, which for staged entities and
 * dimensions is an order in which each can be built.
 *
 * @param name the pipeline's name
 * @param fingerprint hash (64 hex digits) of the declaration with resolved variables, no secret among them; the first half
 *     is of what makes rows, the second of the marts
 * @param warehouses what is declared about kinds of warehouses, each used only when it is published to
 * @param losses how much may be lost on the way
 */
public record PipelineModel(
        String name,
        String fingerprint,
        List<SourceModel> sources,
        List<StagingModel> staging,
        List<DimensionModel> dimensions,
        @Nullable DateDimensionModel dateDimension,
        List<FactModel> facts,
        List<CheckModel> checks,
        List<MartModel> marts,
        List<WarehouseOptions> warehouses,
        LossLimits losses)
        implements Serializable {
    /** How many digits of a fingerprint tell what makes rows: its first half. */
    public static final int DECLARATION_LENGTH = 32;

    /** The version of what makes rows: the part of the fingerprint that marts don't change. */
    public String declaration() {
        return declaration(fingerprint);
    }

    /** The same of a fingerprint that was noted. */
    public static String declaration(String fingerprint) {
        return fingerprint.substring(0, Math.min(DECLARATION_LENGTH, fingerprint.length()));
    }

    /** With the usual limits of losses. */
    public PipelineModel(
            String name,
            String fingerprint,
            List<SourceModel> sources,
            List<StagingModel> staging,
            List<DimensionModel> dimensions,
            @Nullable DateDimensionModel dateDimension,
            List<FactModel> facts,
            List<CheckModel> checks,
            List<MartModel> marts,
            List<WarehouseOptions> warehouses) {
        this(
                name,
                fingerprint,
                sources,
                staging,
                dimensions,
                dateDimension,
                facts,
                checks,
                marts,
                warehouses,
                LossLimits.UNDECLARED);
    }

    /** What is declared about one kind of warehouse, if anything is. */
    public <T extends WarehouseOptions> Optional<T> options(Class<T> kind) {
        return warehouses.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    public SourceModel source(String wanted) {
        return find(sources.stream().filter(s -> s.name().equals(wanted)).findFirst(), wanted);
    }

    public StagingModel staged(String wanted) {
        return find(staging.stream().filter(s -> s.name().equals(wanted)).findFirst(), wanted);
    }

    public DimensionModel dimension(String wanted) {
        return find(dimensions.stream().filter(d -> d.name().equals(wanted)).findFirst(), wanted);
    }

    public FactModel fact(String wanted) {
        return find(facts.stream().filter(f -> f.name().equals(wanted)).findFirst(), wanted);
    }

    /** Whether rows of a source go anywhere but into schema {@code raw}. */
    public boolean isStaged(String source) {
        return staging.stream().anyMatch(entity -> entity.from().equals(source));
    }

    /** The source whose rows a dimension or fact is built from. */
    public String sourceOf(String table) {
        String entity = dimensions.stream()
                .filter(d -> d.name().equals(table))
                .map(DimensionModel::from)
                .findFirst()
                .orElseGet(() -> fact(table).from());
        return staged(entity).from();
    }

    private static <T> T find(Optional<T> found, String wanted) {
        return found.orElseThrow(() -> new IllegalArgumentException("the model declares no " + wanted));
    }
}
