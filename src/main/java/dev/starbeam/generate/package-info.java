/**
 * Synthetic data for {@code pipelines/customer_analytics}, of any size, with dirt whose amount is known.
 *
 * <pre>
 *   GenerateSettings ─► DataGenerator ─┬─► customers-1-of-1.csv, products-1-of-1.csv, orders-1-of-8.csv …
 *                                      └─► DirtReport ─► dirt.json
 *
 *   SourceTable      what a clean row looks like, computed from its number alone
 *   DirtPlan         which kind of dirt a row gets, if any: at most one
 *   Dirt             what that kind does to the row
 *   ShardWriter      one file: rows, duplicates and late updates, counted
 * </pre>
 *
 * <p>A row is a function of the settings and its number, so files can be written in any order, by any number of
 * threads, on any machine, and come out the same to the byte.
 */
@NullMarked
package dev.starbeam.generate;

import org.jspecify.annotations.NullMarked;
