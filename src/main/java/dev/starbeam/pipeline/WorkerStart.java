package dev.starbeam.pipeline;

import dev.starbeam.words.Surroundings;
import org.apache.beam.sdk.harness.JvmInitializer;

/** What workers that Beam starts do before all else; found as a service. */
public final class WorkerStart implements JvmInitializer {
    @Override
    public void onStartup() {
        Surroundings.pin();
    }
}
