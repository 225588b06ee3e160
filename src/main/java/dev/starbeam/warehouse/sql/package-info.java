/**
 * What every warehouse is told in the same words: names, sessions, the ledger and the rows about a run. Merging, marts and
 * figures of published tables have rooms of their own.
 */
@NullMarked
package dev.starbeam.warehouse.sql;

import org.jspecify.annotations.NullMarked;
