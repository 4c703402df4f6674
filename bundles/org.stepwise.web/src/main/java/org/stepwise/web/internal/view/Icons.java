package org.stepwise.web.internal.view;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tabler outline icons, from {@code STEPWISE-INF/icons.txt}: a line has the name, a tab, and what stands inside the symbol. */
final class Icons {
    private static final String UNKNOWN = "file-text";
    private final Map<String, String> shapes = new HashMap<>();

    Icons() {
        try (InputStream in = Icons.class.getResourceAsStream("/STEPWISE-INF/icons.txt")) {
            if (in != null) read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int tab = line.indexOf('\t');
            if (tab > 0 && line.charAt(0) != '#') shapes.put(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    private String name(String wanted) {
        return shapes.containsKey(wanted) ? wanted : UNKNOWN;
    }

    String icon(String wanted, String size, Rendering rendering) {
        String name = name(wanted);
        String css = size.isEmpty() ? "i" : "i " + size;
        String open = "<svg class=\"" + css + "\" aria-hidden=\"true\"";
        if (rendering.fragment()) {
            return open + " viewBox=\"0 0 24 24\">" + shapes.getOrDefault(name, "") + "</svg>";
        }
        rendering.use(name);
        return open + "><use href=\"#i-" + name + "\"/></svg>";
    }

    String sprite(Set<String> used) {
        StringBuilder out = new StringBuilder(used.size() * 300);
        out.append("<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
        for (String name : used) {
            out.append("<symbol id=\"i-").append(name).append("\" viewBox=\"0 0 24 24\">");
            out.append(shapes.getOrDefault(name, "")).append("</symbol>");
        }
        return out.append("</svg>").toString();
    }
}
