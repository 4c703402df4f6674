package org.stepwise.web.internal.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.web.Request;

/** One request as the site sees it, whatever carried it. */
public interface Incoming {
    String method();

    /** Decoded path, {@code /crm/customer/17}. */
    String path();

    /** Query as sent, "" for none. */
    String query();

    /** "" when absent. */
    String header(String name);

    /** "" when absent. */
    String cookie(String name);

    /** Parameters of query and form. */
    Map<String, List<String>> params();

    Optional<Request.Upload> upload(String name);

    boolean secure();

    /** Address of the other end. */
    String address();

    default boolean post() {
        return "POST".equals(method());
    }

    /** htmx wants a fragment: not a boosted navigation, which takes whole pages. */
    default boolean partial() {
        return !header("HX-Request").isEmpty() && header("HX-Boosted").isEmpty();
    }

    default String param(String name) {
        List<String> values = params().get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }
}
