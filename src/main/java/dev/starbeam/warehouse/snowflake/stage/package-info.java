/** Files of a batch on a stage, and the temporary tables that they are loaded into. */
@NullMarked
package dev.starbeam.warehouse.snowflake.stage;

import org.jspecify.annotations.NullMarked;
