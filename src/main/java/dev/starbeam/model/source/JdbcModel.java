package dev.starbeam.model.source;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a source reads from a database: a table, or what a query finds.
 *
 * @param location what rows are said to come from: address and table, without parameters and secrets
 * @param url where the database is
 * @param user with whose rights to read, if the database asks
 * @param password where the user's password is to be found, if there is one
 * @param table the table, or {@code null}: the query
 * @param query a SELECT, or {@code null}: the table
 * @param partitionBy the column whose values are cut into ranges, or {@code null}: all rows are one range
 * @param partitions into how many ranges, at least 1
 */
public record JdbcModel(
        String location,
        DatabaseUrl url,
        @Nullable String user,
        @Nullable SecretReference password,
        @Nullable TableName table,
        @Nullable String query,
        @Nullable String partitionBy,
        int partitions)
        implements Serializable {}
