package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions begin, and that nothing secret is anywhere but in the request that signs in. */
class SnowflakeSignInTest {
    private static final String SECRET = "s3cr3t-T0ken-0815";

    @TempDir
    Path directory;

    @AutoClose
    private SnowflakeStandIn standIn;

    @BeforeEach
    void begin() {
        standIn = SnowflakeFixture.start(directory);
    }

    @Test
    void accessTokensSignIn() throws Exception {
        publish("access_token=" + secret("token"));
        assertThat(login().path("AUTHENTICATOR").asText()).isEqualTo("PROGRAMMATIC_ACCESS_TOKEN");
        assertThat(login().path("TOKEN").asText()).isEqualTo(SECRET);
    }

    @Test
    void oauthTokensSignIn() throws Exception {
        publish("oauth_token=" + secret("token"));
        assertThat(login().path("AUTHENTICATOR").asText()).isEqualTo("OAUTH");
        assertThat(login().path("TOKEN").asText()).isEqualTo(SECRET);
    }

    @Test
    void encryptedPrivateKeysSignIn() throws Exception {
        Files.writeString(directory.resolve("key.p8"), encryptedKey());
        publish("private_key=file:" + directory.resolve("key.p8") + "&passphrase=" + secret("passphrase"));
        assertThat(login().path("AUTHENTICATOR").asText()).isEqualTo("SNOWFLAKE_JWT");
        String[] jwt = login().path("TOKEN").asText().split("\\.", -1);
        assertThat(jwt).hasSize(3);
        assertThat(new String(Base64.getUrlDecoder().decode(jwt[1]), StandardCharsets.UTF_8))
                .contains("\"iss\":\"FAKE.LOADER.SHA256:");
    }

    @Test
    void aWrongPassphraseIsAnErrorWithoutIt() throws Exception {
        Files.writeString(directory.resolve("key.p8"), encryptedKey());
        Files.writeString(directory.resolve("wrong"), "wr0ng-phrase");
        assertThatThrownBy(() -> publish("private_key=file:" + directory.resolve("key.p8") + "&passphrase=file:"
                        + directory.resolve("wrong")))
                .isInstanceOf(WarehouseException.class)
                .satisfies(e -> assertThat(traceOf(e)).doesNotContain("wr0ng-phrase", "PRIVATE KEY"));
    }

    @Test
    void roleDatabaseWarehouseAndSessionParametersAreAskedFor() throws Exception {
        publish("access_token=" + secret("token") + "&role=loader_role&session.week_start=1");
        assertThat(standIn.logins().get(0).toString()).contains("WEEK_START");
        assertThat(standIn.statements()).contains("use warehouse \"STARBEAM_LOAD\"");
    }

    /** The driver takes any property of its own under such a name, and URIs are printed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "session.password",
                "session.PASSWORD",
                "session.token",
                "session.private_key_pwd",
                "session.privateKey",
                "session.oauthClientSecret",
                "session.proxyPassword"
            })
    void whatSignsInIsNoSessionParameter(String setting) {
        assertThatThrownBy(() -> uri("access_token=env:TOKEN&" + setting + "=" + SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warehouse setting " + setting + " is no parameter of a session")
                .satisfies(e -> assertThat(traceOf(e)).doesNotContain(SECRET));
    }

    @Test
    void secretsAreNowhereElse() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        SnowflakeUri uri = uri("access_token=" + secret("token"));
        String trace;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            publish(uri);
            Files.delete(directory.resolve("token"));
            trace = traceOf(org.assertj.core.api.Assertions.catchThrowable(() -> publish(uri)));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(trace).contains("the secret cannot be read (file:");
        assertThat(printed.toString(StandardCharsets.UTF_8) + trace + uri + standIn.statements() + standIn.tags())
                .doesNotContain(SECRET);
        assertThat(new String(serialized(uri), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    }

    private JsonNode login() {
        return standIn.logins().get(0).path("data");
    }

    private String secret(String file) throws IOException {
        return "file:" + Files.writeString(directory.resolve(file), SECRET + "\n");
    }

    private SnowflakeUri uri(String signIn) {
        return SnowflakeUri.parse(
                "snowflake://fake/starbeam?user=loader&" + signIn + "&address=http://127.0.0.1:" + standIn.port());
    }

    private void publish(String signIn) throws IOException {
        publish(uri(signIn));
    }

    private void publish(SnowflakeUri uri) throws IOException {
        StarFixture star = StarFixture.plain(directory.resolve("staging"));
        try (SnowflakeWarehouse warehouse = SnowflakeWarehouse.open(uri, "shop", SnowflakeOptions.DEFAULT)) {
            warehouse.publish(star.first());
        }
    }

    /** PKCS #8, encrypted. */
    private static String encryptedKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String algorithm = "PBEWithSHA1AndDESede";
        SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(SECRET.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        byte[] encrypted = cipher.doFinal(pair.getPrivate().getEncoded());
        byte[] der = new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8))
                        .encodeToString(der)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }

    private static byte[] serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static String traceOf(Throwable thrown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        thrown.printStackTrace(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
