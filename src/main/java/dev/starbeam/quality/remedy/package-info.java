/** What people can do about a failing check, in plain words and with figures. */
@NullMarked
package dev.starbeam.quality.remedy;

import org.jspecify.annotations.NullMarked;
