package org.stepwise.rest.internal.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.ClientErrorException;
import javax.ws.rs.core.Response;

/** One part of a file that a client asks for, {@code bytes=100-199}. */
record ByteRange(long from, long length) {
    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @return empty for the whole file: no header, one that is not understood, or several ranges
     * @throws ClientErrorException 416 when it lies outside of the file
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = HEADER.matcher(header == null ? "" : header.trim());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) return Optional.empty();
        long from = range.group(1).isEmpty()
                ? Math.max(0, size - Long.parseLong(range.group(2)))
                : Long.parseLong(range.group(1));
        long to = range.group(1).isEmpty() || range.group(2).isEmpty()
                ? size - 1
                : Math.min(Long.parseLong(range.group(2)), size - 1);
        if (from >= size || to < from) {
            throw new ClientErrorException(Response.status(416)
                    .header("Content-Range", "bytes */" + size)
                    .build());
        }
        return Optional.of(new ByteRange(from, to - from + 1));
    }

    String contentRange(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
