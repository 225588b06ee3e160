/** Members that rows refer to: {@code references}. Other stages find the orphans. */
@NullMarked
package dev.starbeam.quality.check.references;

import org.jspecify.annotations.NullMarked;
