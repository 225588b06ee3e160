/** Which kinds of warehouse there are. A new one is a folder of its own beside this, and one line here. */
@org.jspecify.annotations.NullMarked
package dev.starbeam.warehouse.engine;
