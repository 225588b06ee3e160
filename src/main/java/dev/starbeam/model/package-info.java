/**
 * The declared pipeline, checked and resolved: every name refers to something, every expression is compiled and typed.
 *
 * <pre>
 *   pipeline.yaml ─ parse (positions kept) ─ resolve variables ─ check ─► PipelineModel
 * </pre>
 */
@NullMarked
package dev.starbeam.model;

import org.jspecify.annotations.NullMarked;
