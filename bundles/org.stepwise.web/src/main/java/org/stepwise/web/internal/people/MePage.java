package org.stepwise.web.internal.people;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** A person's own settings: language, look, password, sessions, access tokens. */
public final class MePage implements OwnPage {
    private static final Map<String, Set<String>> LOOKS = Map.of(
            "theme", Set.of("light", "dark", "auto"),
            "density", Set.of("normal", "compact"),
            "keys", Set.of("on", "off"));
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
            .sorted()
            .toList();
    private final Services services;
    private final Preferences preferences;

    public MePage(Services services, Preferences preferences) {
        this.services = services;
        this.preferences = preferences;
    }

    record Model(
            String account,
            String locale,
            String zone,
            String theme,
            String density,
            String keys,
            List<String> zones,
            List<Place> sessions,
            List<SignIn.Token> tokens,
            String secret,
            List<Course> trainings) {}

    /** A training. @param kind in the reader's language, "" for none */
    record Course(Trainings.Training training, String kind) {}

    /** Where somebody is signed in. */
    record Place(long id, String browser, String icon, String address, Instant lastSeen) {}

    record PasswordModel(boolean forced, List<String> problems) {}

    @Override
    public Reply get(Visit visit) {
        return switch (visit.rest()) {
            case "" -> page(visit, "");
            case "password" -> password(visit, List.of());
            default -> throw NotFound.of(visit.path());
        };
    }

    private Reply page(Visit visit, String secret) {
        long person = visit.caller().person();
        Map<String, String> set = preferences.of(person);
        Model model = new Model(
                visit.caller().account(),
                visit.locale().toLanguageTag().startsWith("en") ? "en" : "zh-CN",
                visit.caller().zone().getId(),
                set.getOrDefault("theme", "auto"),
                set.getOrDefault("density", "normal"),
                set.getOrDefault("keys", "on"),
                ZONES,
                services.signIn.sessions(person).stream()
                        .map(session -> place(session))
                        .toList(),
                services.signIn.tokens(),
                secret,
                services.trainings.mine().stream()
                        .map(one -> new Course(one, kind(visit, one.kind())))
                        .toList());
        return Reply.page("me", "web.me", model);
    }

    private String kind(Visit visit, String code) {
        return services.choices
                .find("directory.trainingKind", code)
                .map(item -> item.label(visit.locale()))
                .orElse(code);
    }

    private static Place place(SignIn.Session session) {
        String agent = session.userAgent();
        boolean phone = agent.contains("Mobile") || agent.contains("Android");
        return new Place(
                session.id(),
                Agents.name(agent),
                phone ? "device-mobile" : "device-desktop",
                session.address(),
                session.lastSeen());
    }

    private static Reply password(Visit visit, List<String> problems) {
        PasswordModel model = new PasswordModel(visit.entry().mustChange(), problems);
        return Reply.page("password", "web.password", model).status(problems.isEmpty() ? 200 : 422);
    }

    @Override
    public Reply post(Visit visit) {
        return switch (visit.rest()) {
            case "preferences", "theme" -> look(visit);
            case "language" -> language(visit);
            case "password" -> change(visit);
            case "sessions/revoke" -> revoke(visit);
            case "sessions/end" -> endAll(visit);
            case "tokens" -> token(visit);
            case "tokens/revoke" -> revokeToken(visit);
            default -> throw NotFound.of(visit.path());
        };
    }

    private Reply look(Visit visit) {
        LOOKS.forEach((name, allowed) -> {
            String value = visit.param(name);
            if (allowed.contains(value)) preferences.set(visit.caller().person(), name, value);
        });
        if (visit.partial()) return Reply.block("nothing", Map.of());
        String back = visit.param("back");
        boolean ours = back.startsWith("/") && !back.startsWith("//");
        return ours ? Reply.redirect(back) : Reply.redirect("/me", "web.me.saved", Map.of());
    }

    /** One's own language and zone need no permission on people. */
    private Reply language(Visit visit) {
        RecordId me = RecordId.of("directory.person", visit.caller().person());
        var system = services.records.asSystem("own language and time zone");
        Card card = system.card(me);
        system.update(
                me, card.row().version(), Map.of("locale", visit.param("locale"), "timeZone", visit.param("zone")));
        return Reply.redirect("/me", "web.me.saved", Map.of());
    }

    /** The new password ends all sessions; this one goes on with a fresh cookie. */
    private Reply change(Visit visit) {
        String wanted = visit.param("new");
        if (!wanted.equals(visit.param("again"))) {
            return services.tx.get(
                    () -> password(visit, List.of(services.texts.text(visit.locale(), "web.password.differ"))));
        }
        String account = visit.caller().account();
        try {
            services.signIn.password(account, visit.param("old"), wanted);
        } catch (Invalid e) {
            List<String> problems = e.violations().stream()
                    .map(violation -> services.texts.text(visit.locale(), violation))
                    .toList();
            return services.tx.get(() -> password(visit, problems));
        }
        SignIn.Session session = services.signIn.signIn(
                account, wanted, visit.in().header("User-Agent"), visit.in().address());
        return Reply.redirect("/", "web.password.changed", Map.of("cookie", session.cookie()));
    }

    private Reply revoke(Visit visit) {
        long wanted = visit.number("session").orElse(0);
        boolean mine =
                services.signIn.sessions(visit.caller().person()).stream().anyMatch(s -> s.id() == wanted);
        if (!mine) throw NotFound.of(wanted);
        services.signIn.revoke(wanted);
        return Reply.redirect("/me", "web.me.sessionEnded", Map.of());
    }

    /** Signs out everywhere, here too. */
    private Reply endAll(Visit visit) {
        services.signIn.sessions(visit.caller().person()).forEach(session -> services.signIn.revoke(session.id()));
        return Reply.redirect("/sign-in");
    }

    private Reply token(Visit visit) {
        if (visit.param("name").isBlank()) throw Invalid.of("name", "web.tokens.name.missing");
        Set<String> scopes = new LinkedHashSet<>(List.of(visit.param("scope").equals("all") ? "*" : "*:read"));
        Optional<Instant> until = visit.param("until").isEmpty()
                ? Optional.of(Instant.now(services.clock).plus(Duration.ofDays(90)))
                : Days.read("until", visit.param("until"))
                        .map(day -> day.atStartOfDay(visit.caller().zone())
                                .plusDays(1)
                                .toInstant());
        SignIn.Token token = services.signIn.createToken(visit.param("name"), scopes, until);
        return services.tx.get(() -> page(visit, token.secret()));
    }

    private Reply revokeToken(Visit visit) {
        long wanted = visit.number("token").orElse(0);
        if (services.signIn.tokens().stream().noneMatch(t -> t.id() == wanted)) throw NotFound.of(wanted);
        services.signIn.revokeToken(wanted);
        return Reply.redirect("/me", "web.tokens.revoked", Map.of());
    }
}
