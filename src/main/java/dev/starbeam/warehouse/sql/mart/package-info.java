/** Which groups of which marts a batch touches, noted while it is published, and the statements that build them anew. */
@NullMarked
package dev.starbeam.warehouse.sql.mart;

import org.jspecify.annotations.NullMarked;
