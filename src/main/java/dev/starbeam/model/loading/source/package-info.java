/** Sources. The files or the database are asked for columns that are not declared. Each format brings its options. */
@NullMarked
package dev.starbeam.model.loading.source;

import org.jspecify.annotations.NullMarked;
