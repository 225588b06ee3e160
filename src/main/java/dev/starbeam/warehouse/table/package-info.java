/** What published tables are to be, derived from the declared pipeline, for any engine. */
@NullMarked
package dev.starbeam.warehouse.table;

import org.jspecify.annotations.NullMarked;
