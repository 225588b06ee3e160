/** What both warehouses are told in the same words: names, sessions, the ledger and the rows about a run. */
@NullMarked
package dev.starbeam.warehouse.sql;

import org.jspecify.annotations.NullMarked;
