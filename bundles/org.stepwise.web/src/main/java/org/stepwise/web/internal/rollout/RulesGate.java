package org.stepwise.web.internal.rollout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/**
 * Rules of use before the pages of a module (ROL-21). Only a page that is opened is held back: what is sent, and what a page asks for
 * while somebody works in it, goes through, so that no work is lost.
 */
public record RulesGate(Services services) {
    /** The way to the rules, when they come first. */
    public Optional<Reply> before(Visit visit, String module) {
        boolean opens = !visit.in().post() && visit.in().header("HX-Request").isEmpty();
        if (!opens || services.rules.asked(module).isEmpty() || !services.rules.first()) return Optional.empty();
        String query = visit.in().query();
        String from = visit.path() + (query.isEmpty() ? "" : "?" + query);
        return Optional.of(Reply.redirect("/rules/" + module + "?from=" + encoded(from)));
    }

    /** Module of the page whose rules are to be confirmed, without coming first; "" for none. */
    public String reminder(Visit visit) {
        String module = FeedbackPage.module(visit.caller(), visit.path());
        if (module.isEmpty()) return "";
        Optional<UsageRules.Edition> asked = services.rules.asked(module);
        return asked.isPresent() && !services.rules.first() ? module : "";
    }

    static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }
}
