/** What computing costs where it has a price: estimated before a run, and counted in it. */
@NullMarked
package dev.starbeam.warehouse.cost;

import org.jspecify.annotations.NullMarked;
