/**
 * Tables of databases to columns of text. The only part of ingest that speaks JDBC.
 *
 * <pre>
 *   JdbcModel ─ TableSnapshot ─► TablePart ─ PartReader ─► ColumnBatch of text  + rejected rows
 *               one transaction    key range   │
 *               several sessions               ├ TableSql   every statement
 *                                              ├ ValueText  a value as canonical text
 *                                              └ TextRows   values as columns
 * </pre>
 *
 * <p>{@link dev.starbeam.ingest.jdbc.dialect.Dialect} has what databases do differently. Secrets are asked for when a session
 * is opened and leave nothing behind: no field of a serialised object, no message.
 */
@NullMarked
package dev.starbeam.ingest.jdbc;

import org.jspecify.annotations.NullMarked;
