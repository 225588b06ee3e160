/**
 * A stand-in for Snowflake's service, for tests on the loopback: it speaks enough of the protocol for the real JDBC
 * driver, runs statements on DuckDB after rewriting what DuckDB writes differently, and refuses some of what Snowflake
 * refuses. It is no Snowflake: it accepts much that the service would not, its optimizer, costs, privileges and
 * compute are absent, and a statement that passes here has been parsed by DuckDB only. So tests also compare the
 * statements sent with reviewed files.
 */
@NullMarked
package dev.starbeam.warehouse.snowflake.standin;

import org.jspecify.annotations.NullMarked;
