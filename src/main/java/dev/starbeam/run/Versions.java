package dev.starbeam.run;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.util.ReleaseInfo;

/** What a run runs with. */
public final class Versions {
    private Versions() {}

    public static String starbeam() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    public static Map<String, String> all() {
        return new TreeMap<>(Map.of(
                "starbeam", starbeam(),
                "beam", ReleaseInfo.getReleaseInfo().getSdkVersion(),
                "java", Runtime.version().toString()));
    }
}
