/**
 * Quality checks: {@code statistic} that merge, {@code check} that judges by them with a folder for each kind, and
 * {@link dev.starbeam.quality.CheckRegistry}, which lists the kinds.
 */
@NullMarked
package dev.starbeam.quality;

import org.jspecify.annotations.NullMarked;
