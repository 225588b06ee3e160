/** The embedded warehouse: one DuckDB file, one writing process, one transaction a batch. */
@NullMarked
package dev.starbeam.warehouse.duckdb;

import org.jspecify.annotations.NullMarked;
