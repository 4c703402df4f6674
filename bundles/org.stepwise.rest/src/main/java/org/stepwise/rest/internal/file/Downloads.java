package org.stepwise.rest.internal.file;

import java.io.InputStream;
import java.util.Optional;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.file.Files;

/** Answers with the content of a file, whole or in part. */
final class Downloads {
    private Downloads() {}

    static Response of(Files files, FileInfo file, String range, String known) {
        String tag = "\"" + file.digest() + "\"";
        if (tag.equals(known)) return Response.notModified().header("ETag", tag).build();
        Optional<ByteRange> part = ByteRange.of(range, file.bytes());
        ByteRange wanted = part.orElse(new ByteRange(0, file.bytes()));
        StreamingOutput body = out -> {
            try (InputStream in = files.open(file.id(), wanted.from(), wanted.length())) {
                in.transferTo(out);
            }
        };
        Response.ResponseBuilder answer = Response.status(part.isPresent() ? 206 : 200)
                .entity(body)
                .type(file.type())
                .header("Content-Length", wanted.length())
                .header("Content-Disposition", Disposition.attachment(file.name()))
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, no-cache")
                .header("ETag", tag);
        part.ifPresent(p -> answer.header("Content-Range", p.contentRange(file.bytes())));
        return answer.build();
    }
}
