package dev.starbeam.spill;

import java.io.Serializable;
import java.util.UUID;

/**
 * Where one run parks rows. Names are unique for each attempt, so a retried bundle never meets its
 * predecessor's file; only files that a descriptor names are ever read, and the directory goes when the run ends.
 *
 * @param uri a directory on any Beam file system, reachable by every worker
 */
public record ParkingDirectory(String uri) implements Serializable {
    /** The name of a file that does not exist yet. */
    public String newFile(String entity) {
        String safe = entity.replaceAll("[^A-Za-z0-9_]", "_");
        return uri + (uri.endsWith("/") ? "" : "/") + safe + "-" + UUID.randomUUID() + ".parked";
    }
}
