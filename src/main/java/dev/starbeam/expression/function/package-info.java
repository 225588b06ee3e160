/**
 * The registry of functions and operators: name, parameters, meaning, example and how a call becomes a node of the
 * tree. The reference in {@code docs/functions.md} is generated from it.
 */
@NullMarked
package dev.starbeam.expression.function;

import org.jspecify.annotations.NullMarked;
