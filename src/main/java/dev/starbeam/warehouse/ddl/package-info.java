/** The tables of a pipeline as a script that people can read, review and run. */
@org.jspecify.annotations.NullMarked
package dev.starbeam.warehouse.ddl;
