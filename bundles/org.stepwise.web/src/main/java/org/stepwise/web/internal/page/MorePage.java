package org.stepwise.web.internal.page;

import java.util.Map;

/** The whole navigation as a page, for phones. */
public final class MorePage implements OwnPage {
    @Override
    public Reply get(Visit visit) {
        return Reply.page("more", "web.more", Map.of());
    }
}
