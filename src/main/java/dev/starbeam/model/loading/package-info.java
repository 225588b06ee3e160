/**
 * From {@code pipeline.yaml} and its marts to a checked {@link dev.starbeam.model.PipelineModel}.
 *
 * <pre>
 *   text ─ YamlDocument ─► nodes with places ─ Declared, Section ─► …Declaration (one a part) ─► PipelineModel
 *                               │                                        │
 *                           Variables                                Mistakes, all of them, in the order of the file
 * </pre>
 *
 * <p>A part that is at fault is remembered as doubtful ({@link dev.starbeam.model.loading.column.Scope}), so that one mistake
 * is reported once and not again wherever the part is used.
 */
@NullMarked
package dev.starbeam.model.loading;

import org.jspecify.annotations.NullMarked;
