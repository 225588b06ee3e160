/** The one form of bytes that statistics' states have. */
@NullMarked
package dev.starbeam.quality.statistic.form;

import org.jspecify.annotations.NullMarked;
