/** What the kinds of database do differently: snapshots, quoting, defaults of a session. */
@NullMarked
package dev.starbeam.ingest.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
