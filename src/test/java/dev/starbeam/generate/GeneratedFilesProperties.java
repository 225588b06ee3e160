package dev.starbeam.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GeneratedFilesProperties {
    @Property(tries = 40)
    void whateverTheSettingsTheReportIsTrueAndThreadsDoNotMatter(@ForAll("settings") GenerateSettings settings)
            throws IOException {
        Path one = Files.createTempDirectory("generated");
        Path other = Files.createTempDirectory("generated");
        try {
            DirtReport report = DataGenerator.write(in(one, settings), 1);
            DataGenerator.write(in(other, settings), 3);

            assertThat(DataGeneratorTest.contents(other)).isEqualTo(DataGeneratorTest.contents(one));
            for (String stem : List.of("customers", "products", "orders")) {
                assertThat(FilesModel.scan(stem, in(one, settings)).found())
                        .isEqualTo(DataGeneratorTest.byColumn(report.tables().get("raw_" + stem)));
            }
        } finally {
            delete(one);
            delete(other);
        }
    }

    @Provide
    Arbitrary<GenerateSettings> settings() {
        Arbitrary<Double> rates = Arbitraries.integers().between(0, 90).map(thousandths -> thousandths / 1000.0);
        Arbitrary<Map<DirtKind, Double>> dirt = Arbitraries.maps(Arbitraries.of(DirtKind.class), rates);
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1500),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.longs(),
                        dirt,
                        Arbitraries.of(0L, 1L, 100L, 5000L),
                        Arbitraries.integers().between(1, 12))
                .as((orders, customers, products, seed, kinds, after, files) -> new GenerateSettings(
                        orders, customers, products, seed, kinds, after, files, Path.of("unused")));
    }

    private static GenerateSettings in(Path directory, GenerateSettings settings) {
        return new GenerateSettings(
                settings.orders(),
                settings.customers(),
                settings.products(),
                settings.seed(),
                settings.dirt(),
                settings.after(),
                settings.files(),
                directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(GeneratedFilesProperties::deleteFile);
        }
        Files.delete(directory);
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
