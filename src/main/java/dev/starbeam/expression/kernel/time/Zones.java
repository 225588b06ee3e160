package dev.starbeam.expression.kernel.time;

import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Time zones by their names in the IANA database: {@code UTC}, {@code Europe/Berlin}. */
public final class Zones {
    private static final Map<String, ZoneRules> KNOWN = new ConcurrentHashMap<>();

    private Zones() {}

    /** The rules of a zone; empty when there is none of that name. Case matters. */
    public static Optional<ZoneRules> find(String name) {
        ZoneRules known = KNOWN.get(name);
        if (known == null && names().contains(name)) {
            known = ZoneId.of(name).getRules();
            KNOWN.put(name, known);
        }
        return Optional.ofNullable(known);
    }

    public static Set<String> names() {
        return ZoneRulesProvider.getAvailableZoneIds();
    }
}
