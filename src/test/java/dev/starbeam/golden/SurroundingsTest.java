package dev.starbeam.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The machine's language and time zone reach no result: here nothing is pinned, as on a worker that another program has
 * started. The languages have digits, a calendar and a case of i of their own.
 */
class SurroundingsTest {
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void reset() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "ar-EG-u-nu-arab, America/St_Johns, customer_analytics",
        "tr-TR, Pacific/Apia, online_retail",
        "th-TH-u-ca-buddhist-nu-thai, Europe/London, northwind",
    })
    void everyTableIsTheSameInAnyLanguageAndZone(String language, String place, String pipeline) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        Map<String, TablePrint> published =
                WarehousePrint.of(ShippedRun.run(pipeline).warehouse());
        Path golden = Path.of("src/test/resources/golden").resolve(pipeline).resolve("tables.txt");
        assertThat(TablePrint.differences(TablePrint.read(Files.readAllLines(golden)), published))
                .isEmpty();
    }
}
