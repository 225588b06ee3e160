package dev.starbeam.model.loading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.ingest.Formats;
import dev.starbeam.model.loading.source.FormatReference;
import dev.starbeam.model.loading.yaml.Key;
import dev.starbeam.model.loading.yaml.Vocabulary;
import dev.starbeam.quality.CheckDocuments;
import dev.starbeam.source.FileFormat;
import dev.starbeam.warehouse.engine.Warehouses;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The JSON Schema of the language, made from the vocabulary that the loader reads by and from the registries. */
final class PipelineSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What keys refer to and is no section. */
    private static final String TYPES = """
            {
              "name": {"description": "A name: letters, digits and underscores, a letter first, at most 128",
                  "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]{0,127}$"},
              "text": {"description": "Text; numbers and flags are text too", "type": ["string", "number", "boolean"]},
              "variable": {"description": "Text with a ${variable}", "type": "string", "pattern": "\\\\$\\\\{"},
              "expression": {"description": "A SQL scalar expression with Snowflake's meaning; docs/functions.md lists the functions",
                  "type": ["string", "number", "boolean"]},
              "materialized": {"enum": ["table", "view"], "default": "table"},
              "column": {"description": "What computes the column",
                  "anyOf": [{"$ref": "#/$defs/expression"}, {"$ref": "#/$defs/described_column"}]},
              "column_map": {"type": "object",
                  "description": "Column name to expression; each may use the columns above it",
                  "propertyNames": {"$ref": "#/$defs/name"}, "additionalProperties": {"$ref": "#/$defs/column"}},
              "columns": {"anyOf": [
                  {"type": "array", "description": "Names of columns to take over", "items": {"$ref": "#/$defs/text"}},
                  {"$ref": "#/$defs/column_map"}]},
              "filters": {"type": "object",
                  "description": "Filter name to condition; rows for which it is not true are left out and counted under the name",
                  "propertyNames": {"$ref": "#/$defs/name"}, "additionalProperties": {"$ref": "#/$defs/expression"}},
              "lookups": {"type": "object", "description": "Staged entity to what is fetched from it",
                  "propertyNames": {"$ref": "#/$defs/name"}, "additionalProperties": {"$ref": "#/$defs/lookup"}},
              "lookup_key": {"anyOf": [{"type": "string"},
                  {"type": "array", "description": "Columns that both have", "items": {"$ref": "#/$defs/text"}, "minItems": 1},
                  {"type": "object", "description": "Our column to their column", "propertyNames": {"$ref": "#/$defs/name"},
                      "additionalProperties": {"$ref": "#/$defs/text"}, "minProperties": 1}]},
              "lookup_columns": {"anyOf": [
                  {"type": "array", "description": "Their columns", "items": {"$ref": "#/$defs/text"}, "minItems": 1},
                  {"type": "object", "description": "Name here to name there", "propertyNames": {"$ref": "#/$defs/name"},
                      "additionalProperties": {"$ref": "#/$defs/text"}, "minProperties": 1}]},
              "dimension": {"anyOf": [{"$ref": "#/$defs/built_dimension"}, {"$ref": "#/$defs/calendar_dimension"}]},
              "share": {"description": "A share from 0 to 1",
                  "anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"$ref": "#/$defs/variable"}]},
              "positive": {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"$ref": "#/$defs/variable"}]}
            }
            """;

    private PipelineSchema() {}

    /** The whole schema, as the published file has it. */
    static String text() throws JsonProcessingException {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "urn:starbeam:pipeline.schema.json")
                .put("title", "Starbeam pipeline");
        schema.setAll(section(Vocabulary.PIPELINE));
        ObjectNode types = schema.putObject("$defs");
        types.setAll((ObjectNode) JSON.readTree(TYPES));
        for (Vocabulary section : Vocabulary.values()) {
            if (section != Vocabulary.PIPELINE) {
                types.set(definition(section), section(section));
            }
        }
        putChoiceOfTableOrQuery((ObjectNode) types.get(definition(Vocabulary.JDBC)));
        putFormats(types);
        types.set("check", CheckDocuments.schema());
        for (WarehouseOptionsDeclaration options : Warehouses.options()) {
            ((ObjectNode) schema.get("properties")).set(options.key(), reference(options.key()));
            types.setAll((ObjectNode) JSON.readTree(options.schema()));
        }
        return JSON.writer(printer()).writeValueAsString(schema) + "\n";
    }

    /** Under which name the schema defines a section. */
    private static String definition(Vocabulary section) {
        return switch (section) {
            case DIMENSION -> "built_dimension";
            case COLUMN -> "described_column";
            default -> section.name().toLowerCase(Locale.ROOT);
        };
    }

    private static ObjectNode section(Vocabulary section) throws JsonProcessingException {
        ObjectNode node = JSON.createObjectNode()
                .put("type", "object")
                .put("description", section.meaning())
                .put("additionalProperties", false);
        ObjectNode properties = node.putObject("properties");
        for (Key key : section.keys()) {
            ObjectNode property = (ObjectNode) JSON.readTree("{" + key.schema() + "}");
            properties.set(key.name(), property.put("description", key.meaning()));
        }
        List<String> required =
                section.keys().stream().filter(Key::isRequired).map(Key::name).toList();
        if (!required.isEmpty()) {
            required.forEach(node.putArray("required")::add);
        }
        return node;
    }

    private static void putChoiceOfTableOrQuery(ObjectNode jdbc) {
        ArrayNode either = jdbc.putArray("oneOf");
        either.addObject().putArray("required").add("table");
        either.addObject().putArray("required").add("query");
        jdbc.putObject("dependentRequired").putArray("partitions").add("partition_by");
    }

    /** A source is of files, in a format, or else a table. */
    private static void putFormats(ObjectNode types) throws JsonProcessingException {
        ObjectNode source = (ObjectNode) types.get(definition(Vocabulary.SOURCE));
        ArrayNode names = types.putObject("format").putArray("enum");
        Set<String> ofFiles = new TreeSet<>(Vocabulary.OF_FILES);
        for (FileFormat format : Formats.BUILT_IN) {
            names.add(format.name());
            ofFiles.add(format.name());
            ((ObjectNode) source.get("properties")).set(format.name(), reference(format.name()));
            types.set(format.name(), JSON.readTree(FormatReference.schema(format)));
        }
        ((ObjectNode) types.get("format"))
                .put("default", Formats.BUILT_IN.get(0).name());
        ArrayNode either = source.putArray("oneOf");
        ObjectNode files = either.addObject();
        files.putArray("required").add("location");
        files.putObject("not").putArray("required").add("jdbc");
        ObjectNode table = either.addObject();
        table.putArray("required").add("jdbc");
        ArrayNode none = table.putObject("not").putArray("anyOf");
        ofFiles.forEach(key -> none.addObject().putArray("required").add(key));
    }

    private static ObjectNode reference(String definition) {
        return JSON.createObjectNode().put("$ref", "#/$defs/" + definition);
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators tight = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(tight);
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return printer;
    }
}
