package dev.starbeam.star.calendar;

import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarSpanTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-719162, 2932896", "9223372036854775807, -9223372036854775808"})
    void travelsWhole(long first, long last) throws Exception {
        CoderProperties.coderDecodeEncodeEqual(CalendarSpan.SpanCoder.of(), new CalendarSpan(first, last));
    }
}
