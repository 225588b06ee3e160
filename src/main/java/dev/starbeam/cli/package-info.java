/**
 * The commands of {@code starbeam}. {@link dev.starbeam.cli.Main} finds the command, {@link
 * dev.starbeam.cli.CommandRun} runs it and turns failures into messages and exit codes. A command declares its options once;
 * parsing, help, completion and the manual page come from that.
 */
@NullMarked
package dev.starbeam.cli;

import org.jspecify.annotations.NullMarked;
