package dev.starbeam.run;

import com.google.api.services.dataflow.model.DataflowPackage;
import java.util.List;
import org.apache.beam.runners.dataflow.util.PackageUtil.StagedFile;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.options.PipelineOptions;

/** Stages nothing, so that a job is translated without a bucket. */
public final class NoStager implements Stager {
    private NoStager() {}

    /** How the runner makes a stager. */
    public static NoStager fromOptions(PipelineOptions options) {
        return new NoStager();
    }

    @Override
    public List<DataflowPackage> stageFiles(List<StagedFile> files) {
        return List.of();
    }

    @Override
    public DataflowPackage stageToFile(byte[] bytes, String name) {
        return new DataflowPackage().setName(name).setLocation("gs://starbeam-test/staging/" + name);
    }
}
