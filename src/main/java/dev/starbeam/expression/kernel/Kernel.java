package dev.starbeam.expression.kernel;

import dev.starbeam.batch.Column;
import java.io.Serializable;

/** One function applied to whole columns. Pure and thread-safe; its faults go to the arguments' sink. */
@FunctionalInterface
public interface Kernel extends Serializable {
    /** One value per row of the arguments. */
    Column apply(Arguments in);
}
