package dev.starbeam.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h:5433/shop?sslmode=require, jdbc:postgresql://h:5433/shop",
        "jdbc:mysql://h/shop, jdbc:mysql://h/shop",
        "jdbc:mariadb://h:3306/shop?useSsl=true, jdbc:mariadb://h:3306/shop",
        "jdbc:sqlserver://h:1433;encrypt=true;databaseName=shop;a=b, jdbc:sqlserver://h:1433/shop",
        "jdbc:sqlserver://h;encrypt=true, jdbc:sqlserver://h",
    })
    void theAddressHasNoParameters(String url, String address) {
        assertThat(DatabaseUrl.parse(url).orElseThrow().address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/shop?user=me",
                "jdbc:postgresql://h/shop?ssl=true&PASSWORD=x",
                "jdbc:postgresql://me:x@h/shop",
                "jdbc:postgresql://h/shop?sslpassword=x",
                "jdbc:mysql://me@h/shop",
                "jdbc:mysql://(host=h,password=x)/shop",
                "jdbc:mariadb://h/shop?trustStorePassword=x",
                "jdbc:sqlserver://h;user=me",
                "jdbc:sqlserver://h; pwd=x",
                "jdbc:sqlserver://h;keyStoreSecret=x",
                "jdbc:sqlserver://h;accessToken=x",
            })
    void credentialsAreFound(String url) {
        assertThat(DatabaseUrl.credentials(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h1:5432,h2:5432/shop?sslmode=require&options=-c%20search_path=a@b",
                "jdbc:mysql://h/passwords?useSSL=true",
                "jdbc:sqlserver://h\\instance;databaseName=user",
            })
    void whatOnlyLooksAlikeIsNoCredential(String url) {
        assertThat(DatabaseUrl.credentials(url)).isEmpty();
    }

    @Test
    void otherDatabasesAreNotKnown() {
        assertThat(DatabaseUrl.parse("jdbc:oracle:thin:@h:1521/shop")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "orders; [orders]",
                "public.orders; [public, orders]",
                "a.b.c; [a, b, c]",
                "\"a.b\".\"c\"\"d\"; [a.b, c\"d]",
                "odd name.t; [odd name, t]",
            })
    void tablesHaveUpToThreeParts(String text, String parts) {
        assertThat(TableName.parse(text).orElseThrow().parts()).hasToString(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a.b.c.d", "\"a", "a\"b", "\"a\"b", "\"\".a"})
    void whatIsNoTableIsRefused(String text) {
        assertThat(TableName.parse(text)).isEmpty();
    }

    @Test
    void secretsAreReferredTo() {
        assertThat(SecretReference.parse("env:SHOP_PW")).hasToString("Optional[env:SHOP_PW]");
        assertThat(SecretReference.parse("file:/run/secrets/pw")).hasToString("Optional[file:/run/secrets/pw]");
        assertThat(SecretReference.parse("env:a b")).isEmpty();
        assertThat(SecretReference.parse("env:")).isEmpty();
        assertThat(SecretReference.parse("file: ")).isEmpty();
        assertThat(SecretReference.parse("hunter2")).isEmpty();
    }
}
