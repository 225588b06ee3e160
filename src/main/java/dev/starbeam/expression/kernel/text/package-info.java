/** Functions of text. They work on UTF-8 bytes and count characters as code points. */
@NullMarked
package dev.starbeam.expression.kernel.text;

import org.jspecify.annotations.NullMarked;
