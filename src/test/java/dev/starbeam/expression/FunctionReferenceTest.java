package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.expression.function.FunctionCatalog;
import dev.starbeam.expression.function.FunctionEntry;
import dev.starbeam.expression.function.FunctionReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FunctionReferenceTest {
    private static final Path DOCUMENT = Path.of("docs", "functions.md");

    @Test
    void theDocumentIsWhatTheRegistrySays() throws IOException {
        if ("write".equals(System.getProperty("starbeam.docs"))) {
            Files.createDirectories(DOCUMENT.toAbsolutePath().getParent());
            Files.writeString(DOCUMENT, FunctionReference.markdown());
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/functions.md is stale: mvn test -Dtest=FunctionReferenceTest -Dstarbeam.docs=write")
                .isEqualTo(FunctionReference.markdown());
    }

    @Test
    void everyEntryIsDocumentedAndHasAnExample() {
        assertThat(FunctionCatalog.all()).allSatisfy(entry -> {
            assertThat(entry.description()).as(entry.name()).isNotBlank();
            assertThat(entry.example()).as(entry.name()).isNotBlank();
        });
    }

    @Test
    void theFunctionsThatWerePromisedAreThere() {
        String promised = "+ - * / mod negate = <> < <= > >= and or not case in between like ilike ||"
                + " try_to_number try_to_decimal try_to_double try_to_date try_to_timestamp_ntz try_to_boolean"
                + " to_number to_decimal to_double to_date to_timestamp_ntz to_boolean to_char cast try_cast concat"
                + " lower upper initcap trim ltrim rtrim length left right substr substring replace split_part lpad rpad"
                + " startswith endswith contains regexp_replace regexp_like nullif coalesce nvl ifnull iff zeroifnull"
                + " greatest least abs round floor ceil trunc sign date_trunc dateadd datediff year month day dayofweek"
                + " sha2 md5";
        assertThat(FunctionCatalog.all().stream().map(FunctionEntry::name)).contains(promised.split(" ", -1));
    }
}
