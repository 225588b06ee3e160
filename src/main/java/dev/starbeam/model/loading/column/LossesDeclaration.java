package dev.starbeam.model.loading.column;

import dev.starbeam.model.LossLimits;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Gathers how much each source, staged entity, dimension and fact may lose. */
public final class LossesDeclaration {
    private final Map<String, BigDecimal> rejected = new TreeMap<>();

    LossesDeclaration() {}

    /** Reads {@code max_rejected} of {@code stage}, if it is there. */
    public void readRejected(String stage, Section section) {
        Declared declared = section.find("max_rejected");
        BigDecimal share = declared == null
                ? null
                : Scalars.decimal(declared, "a share from 0 to 1", BigDecimal.ZERO, BigDecimal.ONE);
        if (share != null) {
            rejected.put(stage, share);
        }
    }

    /** What was declared. */
    public LossLimits limits() {
        return new LossLimits(rejected, Map.of());
    }
}
