package dev.starbeam.model.loading.column;

import dev.starbeam.model.LossLimits;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers how much each source, staged entity, dimension and fact may lose. */
public final class LossesDeclaration {
    private static final Map<String, Severity> SEVERITY = Scalars.words(Severity.class);

    private final Map<String, BigDecimal> rejected = new TreeMap<>();
    private final Map<String, LossLimits.Unparsable> unparsable = new TreeMap<>();

    LossesDeclaration() {}

    /** Reads {@code max_rejected} of {@code stage}, if it is there. */
    public void readRejected(String stage, Section section) {
        Declared declared = section.find("max_rejected");
        BigDecimal share = declared == null ? null : share(declared);
        if (share != null) {
            rejected.put(stage, share);
        }
    }

    /** Reads {@code max_unparsable} of a staged entity, dimension or fact, if it is there: of all its columns, or by column. */
    public void readUnparsable(String entity, Section section, Scope columns) {
        Declared declared = section.find("max_unparsable");
        if (declared != null && !declared.isMap()) {
            put(entity, declared);
            return;
        }
        if (declared != null) {
            readByColumn(entity, declared, columns);
        }
    }

    private void readByColumn(String entity, Declared declared, Scope columns) {
        for (Entry entry : declared.entries("a map of column to share")) {
            if (columns.resolve(entry.name(), entry.key()) != null) {
                put(entity + "." + entry.name(), entry.value());
            }
        }
    }

    private void put(String name, Declared declared) {
        LossLimits.Unparsable limit = limit(declared);
        if (limit != null) {
            unparsable.put(name, limit);
        }
    }

    private static LossLimits.@Nullable Unparsable limit(Declared declared) {
        if (!declared.isMap()) {
            BigDecimal share = share(declared);
            return share == null ? null : new LossLimits.Unparsable(share, Severity.WARN);
        }
        Section section = declared.section("max_unparsable", Vocabulary.UNPARSABLE);
        Declared most = section == null ? null : section.require("max_share", "the greatest share that passes");
        BigDecimal share = most == null ? null : share(most);
        return section == null || share == null
                ? null
                : new LossLimits.Unparsable(share, section.choice("severity", SEVERITY, Severity.WARN));
    }

    private static @Nullable BigDecimal share(Declared declared) {
        return Scalars.decimal(declared, "a share from 0 to 1", BigDecimal.ZERO, BigDecimal.ONE);
    }

    /** What was declared. */
    public LossLimits limits() {
        return new LossLimits(rejected, unparsable);
    }
}
