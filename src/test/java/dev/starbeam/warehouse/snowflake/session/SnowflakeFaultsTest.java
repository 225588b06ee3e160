package dev.starbeam.warehouse.snowflake.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import net.snowflake.client.api.exception.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeFaultsTest {
    /** The driver's own numbers: what stores answer while files are uploaded, and networks while statements run. */
    @ParameterizedTest
    @CsvSource({
        "S3_OPERATION_ERROR, 200013",
        "AZURE_SERVICE_ERROR, 200044",
        "GCP_SERVICE_ERROR, 200061",
        "FILE_OPERATION_UPLOAD_ERROR, 200066",
        "NETWORK_ERROR, 200015",
        "IO_ERROR, 200016",
    })
    void faultsOfStoresAndNetworksPass(String name, int code) {
        assertThat(codeOf(name)).isEqualTo(code);
        assertThat(SnowflakeFaults.isTransient(fault(name))).isTrue();
    }

    /** A larger result won't be smaller the next time. */
    @Test
    void aLimitThatWasExceededStays() {
        assertThat(codeOf("MAX_RESULT_LIMIT_EXCEEDED")).isEqualTo(200014);
        assertThat(SnowflakeFaults.isTransient(fault("MAX_RESULT_LIMIT_EXCEEDED")))
                .isFalse();
    }

    private static SQLException fault(String name) {
        ErrorCode code = ErrorCode.valueOf(name);
        return new SQLException(name, code.getSqlState(), code.getMessageCode());
    }

    private static int codeOf(String name) {
        return ErrorCode.valueOf(name).getMessageCode();
    }
}
