package dev.starbeam.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * Cloud Storage and Dataflow on a loopback port, as far as a submission goes: objects are kept in memory, a job is taken
 * and never run.
 */
final class FakeGoogle implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBJECTS = "/storage/v1/b/";

    static {
        // The JDK's server sends an answer in two packets; without this the second waits for the first one's receipt.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, String> uploads = new ConcurrentHashMap<>();
    private final Map<String, ByteArrayOutputStream> pieces = new ConcurrentHashMap<>();
    private final AtomicInteger uploadIds = new AtomicInteger();
    private final List<JsonNode> jobs = new CopyOnWriteArrayList<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();

    private FakeGoogle(HttpServer server) {
        this.server = server;
    }

    static FakeGoogle start() throws IOException {
        FakeGoogle google =
                new FakeGoogle(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        google.server.createContext("/", google::answer);
        google.server.setExecutor(google.threads);
        google.server.start();
        return google;
    }

    /** With a slash at its end. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Puts an object; its name begins with the bucket's. */
    void put(String name, byte[] content) {
        objects.put(name, content);
    }

    /** All objects, by bucket and name. */
    Map<String, byte[]> objects() {
        return new TreeMap<>(objects);
    }

    /** The jobs that were asked for. */
    List<JsonNode> jobs() {
        return jobs;
    }

    /** What was asked for and is not known here. */
    List<String> unknown() {
        return unknown;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath().replaceFirst("^/download/", "/");
            if (path.startsWith("/v1b3/")) {
                send(exchange, 200, job(exchange));
            } else if (path.startsWith("/upload" + OBJECTS)) {
                beginUpload(exchange);
            } else if (path.startsWith("/resumable/")) {
                upload(exchange, path.substring("/resumable/".length()));
            } else if (path.startsWith(OBJECTS) && path.endsWith("/o")) {
                send(exchange, 200, list(path.split("/")[4], query(exchange)));
            } else if (path.startsWith(OBJECTS) && path.contains("/o/")) {
                object(exchange, path.split("/")[4] + "/" + decoded(path.substring(path.indexOf("/o/") + 3)));
            } else if (path.startsWith(OBJECTS)) {
                send(exchange, 200, JSON.createObjectNode().put("name", path.substring(OBJECTS.length())));
            } else {
                refuse(exchange);
            }
        } catch (IOException | RuntimeException e) {
            unknown.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + ": " + e);
        }
    }

    private JsonNode job(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(body(exchange));
        jobs.add(asked);
        ObjectNode job = asked.deepCopy();
        return job.put("id", "job-1").put("currentState", "JOB_STATE_PENDING");
    }

    private void beginUpload(HttpExchange exchange) throws IOException {
        String bucket = exchange.getRequestURI().getRawPath().split("/")[5];
        String name = query(exchange).get("name");
        JsonNode described = JSON.readTree(body(exchange));
        String id = Integer.toString(uploadIds.incrementAndGet());
        uploads.put(id, bucket + "/" + (name == null ? described.path("name").asText() : name));
        exchange.getResponseHeaders().add("Location", url() + "resumable/" + id);
        exchange.sendResponseHeaders(200, -1);
    }

    /** One piece after another; the last one tells how many bytes there are in all. What jars hold is not kept. */
    private void upload(HttpExchange exchange, String id) throws IOException {
        String name = uploads.get(id);
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        ByteArrayOutputStream content = pieces.computeIfAbsent(id, first -> new ByteArrayOutputStream());
        if (name.endsWith(".jar")) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        } else {
            exchange.getRequestBody().transferTo(content);
        }
        if (range != null && range.endsWith("/*")) {
            exchange.getResponseHeaders().add("Range", range.replaceFirst("bytes \\d+-(\\d+)/.*", "bytes=0-$1"));
            exchange.sendResponseHeaders(308, -1);
        } else {
            put(name, content.toByteArray());
            pieces.remove(id);
            send(exchange, 200, description(name));
        }
    }

    private JsonNode list(String bucket, Map<String, String> query) {
        ObjectNode listed = JSON.createObjectNode().put("kind", "storage#objects");
        ArrayNode items = listed.putArray("items");
        String prefix = bucket + "/" + query.getOrDefault("prefix", "");
        objects.keySet().stream().filter(name -> name.startsWith(prefix)).forEach(name -> items.add(description(name)));
        return listed;
    }

    private void object(HttpExchange exchange, String name) throws IOException {
        byte[] content = objects.get(name);
        if (content == null) {
            send(exchange, 404, JSON.readTree("{\"error\": {\"code\": 404, \"message\": \"not found\"}}"));
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            objects.remove(name);
            exchange.sendResponseHeaders(204, -1);
        } else if ("media".equals(query(exchange).get("alt"))) {
            media(exchange, content);
        } else {
            send(exchange, 200, description(name));
        }
    }

    private static void media(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int first = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        String end = range == null ? "" : range.replaceAll(".*-", "");
        int last = end.isEmpty() ? content.length - 1 : Math.min(content.length - 1, Integer.parseInt(end));
        exchange.getResponseHeaders().add("Content-Range", "bytes " + first + "-" + last + "/" + content.length);
        exchange.sendResponseHeaders(range == null ? 200 : 206, last - first + 1L);
        exchange.getResponseBody().write(content, first, last - first + 1);
    }

    private JsonNode description(String name) {
        int slash = name.indexOf('/');
        return JSON.createObjectNode()
                .put("kind", "storage#object")
                .put("bucket", name.substring(0, slash))
                .put("name", name.substring(slash + 1))
                .put("size", Integer.toString(objects.get(name).length))
                .put("generation", "1")
                .put("metageneration", "1")
                .put("etag", "e1")
                .put("updated", "2026-01-01T00:00:00.000Z")
                .put("timeCreated", "2026-01-01T00:00:00.000Z");
    }

    /** Clients pack what is long. */
    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(body)
                : body;
    }

    private void refuse(HttpExchange exchange) throws IOException {
        unknown.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n"
                + new String(body(exchange).readAllBytes(), StandardCharsets.UTF_8));
        // No status that the clients try again after.
        exchange.sendResponseHeaders(400, -1);
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
