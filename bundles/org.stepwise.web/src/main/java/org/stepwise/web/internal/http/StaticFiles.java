package org.stepwise.web.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stepwise.kernel.api.module.Modules;

/** Files under {@code STEPWISE-INF/static/} of web and of ready modules. An address that carries the content's hash is kept by browsers for a year. */
public final class StaticFiles {
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
    private volatile long generation = -1;

    public StaticFiles(Modules modules) {
        this.modules = modules;
    }

    /** Address with hash, {@code /static/web/css/stepwise.css?h=1a2b3c4d}; without when there is no such file. */
    public String address(String module, String path) {
        String plain = "/static/" + module + "/" + path;
        return find(module, path).map(f -> plain + "?h=" + f.hash()).orElse(plain);
    }

    public Answer answer(String path, String hash) {
        int slash = path.indexOf('/');
        Optional<StaticFile> found =
                slash < 0 ? Optional.empty() : find(path.substring(0, slash), path.substring(slash + 1));
        if (found.isEmpty()) return Answer.empty(404);
        StaticFile file = found.get();
        boolean named = file.hash().equals(hash);
        return Answer.of(200, file.type(), file.content())
                .header("ETag", '"' + file.hash() + '"')
                .header("Cache-Control", named ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private Optional<StaticFile> find(String module, String path) {
        long now = modules.generation();
        if (now != generation) {
            files.clear();
            generation = now;
        }
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
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new StaticFile(content, HexFormat.of().formatHex(digest, 0, 6), KINDS.get(ending(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record StaticFile(byte[] content, String hash, String type) {}
}
