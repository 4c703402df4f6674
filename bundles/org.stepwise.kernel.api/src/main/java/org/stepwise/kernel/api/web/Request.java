package org.stepwise.kernel.api.web;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.access.Caller;

/** What a page gets of a request; read-only. */
@ProviderType
public interface Request {
    String path();

    /** What follows the page's path, without a leading slash. */
    String rest();

    Caller caller();

    /** "" when absent. */
    String param(String name);

    List<String> params(String name);

    Map<String, List<String>> params();

    /** An uploaded file of a multipart form. */
    Optional<Upload> upload(String name);

    /** htmx wants a block, not the whole page. */
    boolean partial();

    /** An upload; its content is streamed and may be read once. */
    @ProviderType
    interface Upload {
        String name();

        long bytes();

        InputStream content();
    }
}
