package org.stepwise.benchmarks.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** A running server and its database. */
final class Site implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DEPTH = 20;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final double TICK = 10;
    static final String PAGE = "/crm/customer";
    private final String address;
    private final Load load;
    private final String process;
    private final Connection floor;

    /** 50 and 95 of 100, in milliseconds. */
    record Took(double p50, double p95) {}

    /** @param process number of the server's process @param script what wrk is told */
    Site(String address, String database, String process, Path script) throws SQLException {
        this.address = address;
        this.load = new Load(script, address);
        this.process = process;
        this.floor = DriverManager.getConnection(database);
        try (Statement statement = floor.createStatement()) {
            statement.execute("set jit = off");
        }
    }

    /** Milliseconds of processor time that the server has taken, whatever else the machine does. */
    double cpu() throws IOException {
        String[] fields = Files.readString(Path.of("/proc", process, "stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
    }

    /** A page as JSON. @param after cursor, "" for the first */
    String rest(Reader reader, Question question, String after) throws IOException, InterruptedException {
        return get(path(question, after), "Authorization", "Bearer " + reader.token());
    }

    static String path(Question question, String after) {
        String cursor = after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        String asked = question.asked().isEmpty() ? "" : "&" + question.asked();
        return "/api/crm/customer?limit=50" + asked + cursor;
    }

    /** Many at once. */
    Load load() {
        return load;
    }

    /** The whole page with its frame. */
    String page(Reader reader) throws IOException, InterruptedException {
        return get(PAGE, "Cookie", reader.cookie());
    }

    private String get(String path, String header, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header(header, value)
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Where the page after a thousand rows begins, or the last one of a shorter list. */
    String deep(Reader reader, Question question) throws IOException, InterruptedException {
        String after = "";
        for (int i = 0; i < DEPTH; i++) {
            JsonNode next = MAPPER.readTree(rest(reader, question, after)).get("next");
            if (next.isNull()) break;
            after = next.asText();
        }
        return after;
    }

    int rows(Reader reader, Question question) throws IOException, InterruptedException {
        return MAPPER.readTree(rest(reader, question, "")).get("items").size();
    }

    /** Reads every value, as the server must. */
    int floor(Question question) throws SQLException {
        int length = 0;
        try (Statement statement = floor.createStatement();
                ResultSet rows = statement.executeQuery(question.floor())) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++)
                    length += String.valueOf(rows.getString(i)).length();
            }
        }
        return length;
    }

    static Took time(int runs, Callable<?> work) throws Exception {
        return inTurn(runs, List.of(work)).get(0);
    }

    /** One call of each after the other, so that a machine that slows down for a while slows all of them. */
    static List<Took> inTurn(int runs, List<Callable<?>> works) throws Exception {
        int warm = Math.max(3, runs / 5);
        double[][] took = new double[works.size()][runs];
        for (int i = -warm; i < runs; i++) {
            for (int j = 0; j < works.size(); j++) {
                long began = System.nanoTime();
                works.get(j).call();
                if (i >= 0) took[j][i] = (System.nanoTime() - began) / 1e6;
            }
        }
        return Arrays.stream(took).map(Site::took).toList();
    }

    private static Took took(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return new Took(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)]);
    }

    @Override
    public void close() throws SQLException {
        floor.close();
    }
}
