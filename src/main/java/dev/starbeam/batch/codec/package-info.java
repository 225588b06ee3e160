/** Column batches and schemas as bytes: column by column, packed, each column to be skipped without being decoded. */
@NullMarked
package dev.starbeam.batch.codec;

import org.jspecify.annotations.NullMarked;
