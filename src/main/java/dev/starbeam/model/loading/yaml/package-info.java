/**
 * YAML values that know their place in the file, and the keys that the language has. A value that is not what was expected
 * becomes a mistake with line and column; reading goes on, so that all mistakes are told at once.
 */
@NullMarked
package dev.starbeam.model.loading.yaml;

import org.jspecify.annotations.NullMarked;
