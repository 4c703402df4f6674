package org.stepwise.web.internal.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.web.View;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.rollout.RulesGate;

/** Finds what answers an address: pages of the shell, pages of modules, then lists and cards of record types. */
public final class Router {
    /** First words of addresses that no module may take. */
    static final Set<String> RESERVED = Set.of(
            "static",
            "health",
            "metrics",
            "api",
            "sign-in",
            "sign-out",
            "palette",
            "pick",
            "panel",
            "me",
            "notices",
            "admin",
            "rollout",
            "feedback",
            "help",
            "rules",
            "training",
            "organisation",
            "links",
            "files",
            "more",
            "favourite",
            "photo",
            "preview");

    private final Services services;
    private final Pages pages;
    private final Map<String, OwnPage> own = new HashMap<>();
    private final TypePage types;
    private final RulesGate rules;

    /** Answers everything below the address of a record type. */
    @FunctionalInterface
    public interface TypePage {
        OwnPage of(RecordType<?> type);
    }

    Router(Services services, Pages pages, Map<String, OwnPage> own, TypePage types) {
        this.services = services;
        this.pages = pages;
        this.own.putAll(own);
        this.types = types;
        this.rules = new RulesGate(services);
    }

    Reply answer(Visit visit) {
        String path = visit.path();
        String key = path;
        while (!key.isEmpty()) {
            OwnPage page = own.get(key);
            if (page != null) return run(page, visit.below(key));
            key = key.equals("/") ? "" : key.substring(0, Math.max(key.lastIndexOf('/'), 0));
        }
        Optional<Pages.Entry> page = pages.find(path);
        if (page.isPresent()) return run(page.get(), visit.below(page.get().path()));
        return record(visit);
    }

    private Reply run(OwnPage page, Visit visit) {
        if (visit.in().post()) return page.post(visit);
        return page.opensTransactions() ? page.get(visit) : services.tx.get(() -> page.get(visit));
    }

    private Reply run(Pages.Entry page, Visit visit) {
        Caller caller = visit.caller();
        if (!page.contribution().open(caller)) throw NotFound.of(visit.path());
        String permission = page.contribution().permission();
        if (!permission.isEmpty()) AdminGate.require(services, caller, permission);
        Optional<Reply> first = rules.before(visit, page.contribution().module());
        if (first.isPresent()) return first.get();
        services.used(caller, page.contribution().module(), page.contribution().used());
        View view = visit.in().post()
                ? services.tx.get(() -> page.handler().post(visit))
                : services.tx.get(() -> page.handler().get(visit));
        return Reply.of(view, page.handler()).current(page.path());
    }

    /** {@code /crm/customer/…}: a type that is not there and one that is not open look the same. */
    private Reply record(Visit visit) {
        String[] parts = visit.path().split("/", 4);
        if (parts.length < 3) return module(visit, parts.length == 2 ? parts[1] : "");
        Optional<RecordType<?>> type = services.types.find(parts[1] + "." + parts[2]);
        if (type.isEmpty() || !open(visit.caller(), type.get())) throw NotFound.of(visit.path());
        Optional<Reply> first = rules.before(visit, type.get().module());
        if (first.isPresent()) return first.get();
        services.used(visit.caller(), type.get().module(), type.get().id());
        return run(types.of(type.get()), visit.below("/" + parts[1] + "/" + parts[2]));
    }

    private static boolean open(Caller caller, RecordType<?> type) {
        return caller.opening().opens(type.function().isEmpty() ? type.module() : type.function());
    }

    /** {@code /crm} leads to the module's first list. */
    private Reply module(Visit visit, String module) {
        for (RecordType<?> type : services.access.open(visit.caller())) {
            if (type.module().equals(module) && type.isMenu())
                return Reply.redirect("/" + type.id().replace('.', '/'));
        }
        throw NotFound.of(visit.path());
    }
}
