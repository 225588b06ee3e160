package dev.starbeam.model.loading;

import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.WarehouseOptions;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.loading.column.Tables;
import dev.starbeam.model.loading.mart.MartsDeclaration;
import dev.starbeam.model.loading.quality.QualityDeclaration;
import dev.starbeam.model.loading.source.DeclaredSources;
import dev.starbeam.model.loading.source.Locations;
import dev.starbeam.model.loading.source.SourceCatalog;
import dev.starbeam.model.loading.source.SourceDeclaration;
import dev.starbeam.model.loading.star.DimensionDeclaration;
import dev.starbeam.model.loading.star.FactDeclaration;
import dev.starbeam.model.loading.star.StarTables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Names;
import dev.starbeam.model.loading.yaml.PlacedText;
import dev.starbeam.model.loading.yaml.Reading;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import dev.starbeam.model.source.SourceModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the file part by part, in the order in which the parts build on one another. */
final class PipelineDeclaration {
    private final Reading reading;
    private final Mistakes mistakes;
    private final Path directory;
    private final SourceCatalog catalog;
    private final Language language;
    private final Tables tables = new Tables();
    private final StarTables star = new StarTables();
    private final DeclaredSources declared = new DeclaredSources();
    private @Nullable DateDimensionModel calendar;

    PipelineDeclaration(Reading reading, Path directory, SourceCatalog catalog, Language language) {
        this.reading = reading;
        this.mistakes = reading.mistakes();
        this.directory = directory;
        this.catalog = catalog;
        this.language = language;
    }

    PipelineModel read() throws InvalidPipelineException {
        Node root = reading.document().root();
        Section section = root == null ? null : new Declared(root, reading).section("the pipeline", keys());
        if (section == null) {
            mistakes.throwIfAny();
            throw new IllegalStateException("a pipeline without root and without mistake");
        }
        readVariables(section);
        String name = name(section);
        List<SourceModel> sources = readAll(section, "sources", this::readSource);
        List<StagingModel> staging = readAll(section, "staging", this::readStaged);
        List<DimensionModel> dimensions = readAll(section, "dimensions", this::readDimension);
        List<FactModel> facts = readAll(section, "facts", this::readFact);
        requireFact(section, facts);
        Declared quality = section.find("quality");
        List<CheckModel> checks =
                quality == null ? List.of() : new QualityDeclaration(star, language.checks(), mistakes).read(quality);
        MartsDeclaration martsDeclaration = new MartsDeclaration(starTables(), language.dialects(), mistakes);
        List<MartModel> marts = martsDeclaration.read(directory);
        List<WarehouseOptions> warehouses = readOptions(section, columns(dimensions, facts));
        reading.variables().reportUnknown(reading.document().place(0));
        mistakes.throwIfAny();
        return fingerprinted(
                new PipelineModel(
                        name,
                        "",
                        sources,
                        staging,
                        dimensions,
                        calendar,
                        facts,
                        checks,
                        marts,
                        warehouses,
                        tables.losses().limits()),
                martsDeclaration);
    }

    private Set<String> keys() {
        Set<String> keys = Vocabulary.PIPELINE.names();
        language.warehouses().forEach(warehouse -> keys.add(warehouse.key()));
        return keys;
    }

    private List<WarehouseOptions> readOptions(Section section, Map<String, List<String>> columns) {
        List<WarehouseOptions> options = new ArrayList<>();
        for (WarehouseOptionsDeclaration kind : language.warehouses()) {
            Declared declared = section.find(kind.key());
            WarehouseOptions read = declared == null ? null : kind.read(declared, columns);
            if (read != null) {
                options.add(read);
            }
        }
        return List.copyOf(options);
    }

    private void readVariables(Section section) {
        Declared declared = section.find("variables");
        if (declared == null) {
            return;
        }
        for (Entry entry : declared.entries("a map of variable name to text")) {
            PlacedText value = entry.value().rawText("text");
            if (entry.hasValidName("variable") && value != null) {
                reading.variables().declare(entry.name(), value);
            } else {
                reading.variables().declareFaulty(entry.name());
            }
        }
        reading.variables().resolveAll();
    }

    private static String name(Section section) {
        Declared declared = section.require("pipeline", "its name");
        String name = declared == null ? null : declared.text("the pipeline's name");
        if (declared != null && name != null) {
            Names.check(name, declared, "pipeline");
        }
        return name == null ? "" : name;
    }

    private <T> List<T> readAll(Section section, String key, Function<Entry, @Nullable T> reader) {
        boolean optional = key.equals("dimensions") || key.equals("facts");
        Declared declared = optional ? section.find(key) : section.require(key, "a map of name to declaration");
        List<T> read = new ArrayList<>();
        if (declared != null) {
            for (Entry entry : declared.entries("a map of name to declaration")) {
                T part = reader.apply(entry);
                if (part != null) {
                    read.add(part);
                }
            }
        }
        return List.copyOf(read);
    }

    private @Nullable SourceModel readSource(Entry entry) {
        return new SourceDeclaration(catalog, Locations.of(directory), declared).read(entry, tables);
    }

    private @Nullable StagingModel readStaged(Entry entry) {
        return new StagingDeclaration(mistakes).read(entry, tables);
    }

    /** A calendar is kept aside: it is generated, not built from rows. */
    private @Nullable DimensionModel readDimension(Entry entry) {
        tables.claim(entry, "dimension");
        star.putDoubtfulDimension(entry.name());
        Section section = entry.value()
                .section(
                        "dimension " + entry.name(),
                        Vocabulary.names(Vocabulary.DIMENSION, Vocabulary.CALENDAR_DIMENSION));
        if (section == null) {
            return null;
        }
        if (!section.has("calendar")) {
            return new DimensionDeclaration(mistakes, tables).read(entry.name(), section, star);
        }
        if (calendar != null) {
            entry.key().mistake("there is already a calendar, " + calendar.name() + "; one serves every date");
        }
        calendar = DimensionDeclaration.readCalendar(entry.name(), section, star);
        return null;
    }

    private @Nullable FactModel readFact(Entry entry) {
        return new FactDeclaration(mistakes, tables).read(entry, star);
    }

    private void requireFact(Section section, List<FactModel> facts) {
        if (facts.isEmpty() && star.factNames().isEmpty()) {
            section.mistake("the pipeline declares no fact; expected at least one under \"facts\"");
        }
    }

    private static Map<String, List<String>> columns(List<DimensionModel> dimensions, List<FactModel> facts) {
        Map<String, List<String>> tables = new TreeMap<>();
        for (DimensionModel dimension : dimensions) {
            List<String> names = new ArrayList<>(List.of(dimension.keyColumn()));
            names.addAll(dimension.naturalKeyColumns());
            dimension.columns().forEach(column -> names.add(column.name()));
            tables.put(dimension.name(), names);
        }
        for (FactModel fact : facts) {
            List<String> names = new ArrayList<>();
            fact.columns().forEach(column -> names.add(column.name()));
            fact.references().forEach(reference -> names.add(reference.keyColumn()));
            tables.put(fact.name(), names);
        }
        return tables;
    }

    private List<String> starTables() {
        List<String> names = new ArrayList<>(star.judgedNames());
        names.addAll(star.dimensionNames());
        return names.stream().distinct().toList();
    }

    private PipelineModel fingerprinted(PipelineModel model, MartsDeclaration marts) {
        String fingerprint = Fingerprint.of(model, declared, marts::canonical);
        return new PipelineModel(
                model.name(),
                fingerprint,
                model.sources(),
                model.staging(),
                model.dimensions(),
                model.dateDimension(),
                model.facts(),
                model.checks(),
                model.marts(),
                model.warehouses(),
                model.losses());
    }
}
