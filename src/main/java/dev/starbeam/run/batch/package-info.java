/**
 * What a batch is between staging and publishing, as a record that is stored and read back.
 *
 * <pre>
 *   stages ─► BatchRecord ─► batch.json ─► BatchRecord ─► judge, publish, marts: in the same job, or in steps of their own
 * </pre>
 */
@NullMarked
package dev.starbeam.run.batch;

import org.jspecify.annotations.NullMarked;
