package dev.starbeam.model.loading;

/**
 * What reading one file needs.
 *
 * @param document the file
 * @param variables what to fill in
 * @param mistakes where to report
 */
record Reading(YamlDocument document, Variables variables, Mistakes mistakes) {}
