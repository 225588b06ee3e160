package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.duckdb.DuckDBConnection;

/** The server; see the package's description for what it is and isn't. */
public final class SnowflakeStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // The JDK's server sends an answer in two packets; without this the second waits 40 ms for the first one's
        // receipt.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DuckDBConnection duck;
    private final StandInStages stages;
    private final StandInCompute compute = new StandInCompute();
    private final StandInLocks locks = new StandInLocks(table -> faults().waits(table));
    private final Map<String, StandInSession> sessions = new ConcurrentHashMap<>();
    private final List<StandInSession> orphans = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private final Map<String, String> sessionTags = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> tags = new CopyOnWriteArrayList<>();
    private final List<JsonNode> logins = new CopyOnWriteArrayList<>();
    private volatile StandInFaults faults = StandInFaults.NONE;

    private SnowflakeStandIn(HttpServer server, DuckDBConnection duck, Path directory) {
        this.server = server;
        this.duck = duck;
        this.stages = new StandInStages(directory);
    }

    /** Starts empty on a free loopback port; staged files are kept in {@code directory}. */
    public static SnowflakeStandIn start(Path directory) throws IOException, SQLException {
        return start(directory, "");
    }

    /** Starts with what a DuckDB file holds, which it changes; empty: nothing, in memory. */
    public static SnowflakeStandIn start(Path directory, String file) throws IOException, SQLException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DuckDBConnection duck =
                DriverManager.getConnection("jdbc:duckdb:" + file).unwrap(DuckDBConnection.class);
        StandInCatalogue.create(duck);
        SnowflakeStandIn standIn = new SnowflakeStandIn(server, duck, directory);
        server.setExecutor(standIn.threads);
        server.createContext("/", standIn::serve);
        server.start();
        return standIn;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Every statement that had an effect or was refused, in the order of arrival. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /** The query tag of each of {@link #statements}, empty if it had none. */
    public List<String> tags() {
        return List.copyOf(tags);
    }

    /** What clients said when they signed in. */
    public List<JsonNode> logins() {
        return List.copyOf(logins);
    }

    /** How many sessions clients have not ended. */
    public int openSessions() {
        return sessions.size();
    }

    public void forgetStatements() {
        statements.clear();
        tags.clear();
    }

    /** As if somebody had created it. */
    public void haveStage(String quotedName) {
        stages.create(quotedName);
    }

    public void inject(StandInFaults some) {
        faults = some;
    }

    private StandInFaults faults() {
        return faults;
    }

    /** Names of staged files, for tests. */
    public List<String> stagedFiles() {
        return stages.everything();
    }

    /** As if the staged files whose names hold the text had been put so long ago. */
    public void ageStagedFiles(String text, Duration age) {
        stages.age(text, age);
    }

    /** A connection to what DuckDB holds, beside the protocol; to be closed. */
    public DuckDBConnection backdoor() throws SQLException {
        return duck.duplicate().unwrap(DuckDBConnection.class);
    }

    /** Clients have lost their sessions; what these had open stays open until it is aborted or abandoned. */
    public void orphanSessions() {
        orphans.addAll(sessions.values());
        sessions.clear();
    }

    /** What the service does when a client is gone: rolls its transactions back. */
    public void abandonSessions() {
        orphanSessions();
        abandonOrphans();
    }

    /** Rolls back what sessions had open that their clients lost. */
    public void abandonOrphans() {
        orphans.forEach(StandInSession::abandon);
        orphans.clear();
    }

    @Override
    public void close() throws SQLException {
        server.stop(0);
        threads.shutdownNow();
        abandonSessions();
        duck.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            JsonNode request = body(exchange);
            JsonNode answer = switch (exchange.getRequestURI().getPath()) {
                case "/session/v1/login-request" -> login(request);
                case "/queries/v1/query-request" -> run(exchange, request);
                case "/session" -> end(exchange);
                default -> StandInAnswer.empty();
            };
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (StandInFaults.ConnectionLost e) {
            // Closing without an answer is what a lost connection looks like to the client.
            return;
        } finally {
            exchange.close();
        }
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        byte[] bytes = (zipped ? new GZIPInputStream(raw) : raw).readAllBytes();
        return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    }

    private JsonNode login(JsonNode request) throws IOException {
        logins.add(request);
        String token = "token-" + tokens.incrementAndGet();
        sessionTags.put(token, request.at("/data/SESSION_PARAMETERS/QUERY_TAG").asText());
        try {
            sessions.put(token, new StandInSession(backdoor(), stages, compute, locks));
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return StandInAnswer.login(token, request.path("data"));
    }

    private JsonNode end(HttpExchange exchange) {
        StandInSession session = sessions.remove(token(exchange));
        if (session != null) {
            session.abandon();
        }
        return StandInAnswer.empty();
    }

    private ObjectNode run(HttpExchange exchange, JsonNode request) {
        StandInSession session = sessions.get(token(exchange));
        if (session == null) {
            return StandInAnswer.refused(
                    new StandInRefusal(390111, "08001", "Session no longer exists. New login required."));
        }
        String sql = request.path("sqlText").asText();
        if (request.path("describeOnly").asBoolean()) {
            return StandInAnswer.described(sql);
        }
        String id = String.valueOf(exchange.getRequestURI().getQuery()).replaceAll(".*requestId=([^&]*).*", "$1");
        ObjectNode before = answers.get(id);
        if (before != null) {
            return before;
        }
        statements.add(sql);
        tags.add(request.path("parameters").path("QUERY_TAG").asText(sessionTags.getOrDefault(token(exchange), "")));
        return answer(session, sql, request, id);
    }

    /** A request that comes again gets the answer of the first time. */
    private ObjectNode answer(StandInSession session, String sql, JsonNode request, String id) {
        try {
            faults.before(sql);
            ObjectNode answer = sql.startsWith("select system$abort_transaction")
                    ? abort(sql, Long.parseLong(sql.replaceAll("\\D", "")))
                    : session.run(sql, request.path("bindings"));
            answers.put(id, answer);
            faults.after(sql);
            return answer;
        } catch (StandInRefusal e) {
            return StandInAnswer.refused(e);
        }
    }

    private ObjectNode abort(String sql, long transaction) {
        List<StandInSession> all = new ArrayList<>(orphans);
        all.addAll(sessions.values());
        for (StandInSession session : all) {
            if (session.transaction() == transaction) {
                try {
                    session.abortTransaction();
                } catch (SQLException e) {
                    throw new StandInRefusal(603, "XX000", "internal error: " + e.getMessage());
                }
                return StandInAnswer.rows(
                        sql,
                        List.of(StandInAnswer.Column.text("SYSTEM$ABORT_TRANSACTION")),
                        List.of(List.of("Transaction aborted.")));
            }
        }
        throw new StandInRefusal(2087, "42601", "Transaction " + transaction + " is not running.");
    }

    private static String token(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? "" : header.replaceAll(".*\"(.*)\".*", "$1");
    }
}
