package org.stepwise.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo company's people, each with one session that lasts. */
public final class DemoCompany {
    private static final Pattern PASSWORD = Pattern.compile("[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}");
    private final Map<String, Visitor> sessions = new ConcurrentHashMap<>();
    private final String address;
    private final String password;

    private DemoCompany(String address, String password) {
        this.address = address;
        this.password = password;
    }

    /** Waits until the company has moved in. */
    public static DemoCompany in(String address, Path home) {
        Path sheet = home.resolve("demo-accounts.txt");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (password(sheet).isEmpty()) {
            if (System.nanoTime() > deadline) throw new AssertionError("no demo company: no " + sheet);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return new DemoCompany(address, password(sheet));
    }

    private static String password(Path sheet) {
        try {
            Matcher found = PASSWORD.matcher(Files.exists(sheet) ? Files.readString(sheet) : "");
            return found.find() ? found.group() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Visitor as(String account) {
        return sessions.computeIfAbsent(account, name -> Visitor.signedIn(address, name, password));
    }

    /** A further session of the same person. */
    public Visitor another(String account) {
        return Visitor.signedIn(address, account, password);
    }

    public Visitor admin() {
        return as("chen.mo");
    }

    public String idOf(String account) {
        return id("directory.person", "account", account);
    }

    /** Id of the one record whose field has this value. */
    public String id(String type, String field, String value) {
        String list = "/api/" + type.replace('.', '/') + "?filter=" + field + ":eq:" + Visitor.encoded(value);
        JsonNode items = admin().get(list).expect(200).json().get("items");
        if (items.size() != 1) throw new AssertionError(list + " finds " + items);
        return items.get(0).get("id").asText();
    }
}
