/**
 * CSV: RFC 4180 and beyond. A file is cut where records begin. Every row keeps the byte offset of its record, and records
 * that can't be rows are kept with the reason.
 */
@NullMarked
package dev.starbeam.ingest.csv;

import org.jspecify.annotations.NullMarked;
