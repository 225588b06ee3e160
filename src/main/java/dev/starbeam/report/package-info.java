/** What a run tells people and programs: the JSON summary and the end screen, both from {@link RunSummary}. */
@NullMarked
package dev.starbeam.report;

import org.jspecify.annotations.NullMarked;
