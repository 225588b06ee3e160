/**
 * From statistics to flags and results.
 *
 * <pre>
 *   QualityState (merged) ─► RowFlagger ── flag(batch) ─► BatchFlags ─► quarantined rows, flagged rows
 *                                                            │
 *                                                            ▼ added up over batches and shards
 *   QualityState (merged) ──────────────────────────► JudgeChecks ◄── FailureCountState
 *                                                            │
 *                                                            ▼
 *                                             CheckResult: status, figures, power, remedies
 * </pre>
 *
 * <p>Each kind of check has a folder below this one: a {@link dev.starbeam.quality.check.CheckDefinition}, which reads its
 * declaration, and the {@link dev.starbeam.quality.check.JudgedRule} that it reads, which has everything else.
 *
 * <p>Flags are decided exactly: the fences of {@code iqr} and, for each key, the limits of {@code zscore} are turned
 * once into the least and greatest value that passes, and a row costs two comparisons.
 */
@NullMarked
package dev.starbeam.quality.check;

import org.jspecify.annotations.NullMarked;
