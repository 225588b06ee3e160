/** Text for people: counted nouns, the nearest known name, progress. */
@NullMarked
package dev.starbeam.words;

import org.jspecify.annotations.NullMarked;
