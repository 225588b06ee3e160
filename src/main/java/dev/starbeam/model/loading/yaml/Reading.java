package dev.starbeam.model.loading.yaml;

/**
 * What reading one file needs.
 *
 * @param document the file
 * @param variables what to fill in
 * @param mistakes where to report
 */
public record Reading(YamlDocument document, Variables variables, Mistakes mistakes) {}
