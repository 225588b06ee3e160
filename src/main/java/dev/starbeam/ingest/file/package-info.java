/**
 * Files, whatever their format: listed by a glob on any of Beam's file systems, unpacked as their first bytes say, and turned
 * into UTF-8.
 */
@NullMarked
package dev.starbeam.ingest.file;

import org.jspecify.annotations.NullMarked;
