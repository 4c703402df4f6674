package org.stepwise.web.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stepwise.kernel.api.module.Modules;

/**
 * Files under {@code STEPWISE-INF/static/} of web and of ready modules. An address that carries the hash of the content, and of what a
 * script imports, is kept by browsers for a year: {@code /static/web/-1a2b3c4d5e6f/js/stepwise.js}.
 */
public final class StaticFiles {
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"\\./([\\w.-]+)\"");
    private static final Pattern HASH = Pattern.compile("-[0-9a-f]{12}/");
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("css", "text/css;charset=UTF-8"),
            Map.entry("js", "text/javascript;charset=UTF-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain;charset=UTF-8"));
    private final Modules modules;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private volatile long generation = -1;

    public StaticFiles(Modules modules) {
        this.modules = modules;
    }

    /** Address with hash; without when there is no such file. */
    public String address(String module, String path) {
        refresh();
        return addresses.computeIfAbsent(module + "/" + path, key -> {
            if (find(module, path).isEmpty()) return "/static/" + key;
            MessageDigest digest = digest();
            collect(module, path, digest, new HashSet<>());
            String hash = "-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
            issued.add(hash);
            return "/static/" + module + "/" + hash + "/" + path;
        });
    }

    public boolean has(String module, String path) {
        refresh();
        return find(module, path).isPresent();
    }

    /** The file and, for a script, whatever it imports. */
    private void collect(String module, String path, MessageDigest digest, Set<String> seen) {
        Optional<StaticFile> file = find(module, path);
        if (file.isEmpty() || !seen.add(path)) return;
        digest.update(file.get().content());
        if (!path.endsWith(".js")) return;
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        Matcher imports = IMPORT.matcher(new String(file.get().content(), StandardCharsets.UTF_8));
        while (imports.find()) collect(module, folder + imports.group(1), digest, seen);
    }

    /** @param open whether the reader may know of a module: to others its files are not there (ROL-2) */
    public Answer answer(String address, Predicate<String> open) {
        refresh();
        int slash = address.indexOf('/');
        if (slash < 0 || !open.test(address.substring(0, slash))) return Answer.empty(404);
        String path = address.substring(slash + 1);
        boolean hashed = HASH.matcher(path).lookingAt();
        boolean kept = hashed && issued.contains(path.substring(0, 13));
        Optional<StaticFile> found = find(address.substring(0, slash), hashed ? path.substring(14) : path);
        if (found.isEmpty()) return Answer.empty(404);
        StaticFile file = found.get();
        return Answer.of(200, file.type(), file.content())
                .header("ETag", '"' + file.hash() + '"')
                .header("Cache-Control", kept ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** Modules came or went: their files may have changed. */
    private void refresh() {
        long now = modules.generation();
        if (now == generation) return;
        files.clear();
        addresses.clear();
        generation = now;
    }

    private Optional<StaticFile> find(String module, String path) {
        String key = module + "/" + path;
        StaticFile known = files.get(key);
        if (known != null) return Optional.of(known);
        Optional<StaticFile> read = locate(module, path).map(url -> read(url, path));
        read.ifPresent(file -> files.put(key, file));
        return read;
    }

    private Optional<URL> locate(String module, String path) {
        if (path.contains("..") || path.contains("\\") || path.startsWith("/") || !KINDS.containsKey(ending(path))) {
            return Optional.empty();
        }
        if ("web".equals(module)) {
            return Optional.ofNullable(StaticFiles.class.getResource("/STEPWISE-INF/static/" + path));
        }
        return modules.find(module).flatMap(m -> modules.resource(m, "static/" + path));
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static StaticFile read(URL url, String path) {
        try (InputStream in = url.openStream()) {
            byte[] content = in.readAllBytes();
            String hash = HexFormat.of().formatHex(digest().digest(content), 0, 6);
            return new StaticFile(content, hash, KINDS.get(ending(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record StaticFile(byte[] content, String hash, String type) {}
}
