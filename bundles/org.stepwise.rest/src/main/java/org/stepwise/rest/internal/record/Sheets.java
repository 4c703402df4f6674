package org.stepwise.rest.internal.record;

import java.util.Locale;
import java.util.Map;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.rest.internal.file.Disposition;

/** Spreadsheet formats with their media types. */
public enum Sheets {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("text/csv;charset=utf-8");

    private final String media;

    Sheets(String media) {
        this.media = media;
    }

    /** @throws Invalid for anything but xlsx and csv */
    public static Sheets of(String format) {
        for (Sheets each : values()) {
            if (each.name().equalsIgnoreCase(format)) return each;
        }
        throw Invalid.of("format", "rest.problem.format", Map.of("format", format));
    }

    public Imports.Format format() {
        return Imports.Format.valueOf(name());
    }

    public Response download(String name, StreamingOutput body) {
        return download(name + "." + name().toLowerCase(Locale.ROOT), media, body);
    }

    /** Several sheets in one file: csv ones come as a zip. */
    public Response several(String name, StreamingOutput body) {
        return this == CSV ? download(name + ".zip", "application/zip", body) : download(name, body);
    }

    private static Response download(String file, String media, StreamingOutput body) {
        return Response.ok(body)
                .type(media)
                .header("Content-Disposition", Disposition.attachment(file))
                .build();
    }
}
