package org.stepwise.web.internal.page;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.web.internal.Services;

/** Notices of one person: read, all read, and which kinds are wanted. {@code /notices/17} marks as read and leads on. */
public final class NoticesPage implements OwnPage {
    private static final int SHOWN = 100;
    private final Services services;

    public NoticesPage(Services services) {
        this.services = services;
    }

    /** A kind that can be muted. */
    record Kind(String key, String label, boolean muted) {}

    record Model(List<Notice> notices, boolean unreadOnly, int unread, List<Kind> kinds) {}

    @Override
    public Reply get(Visit visit) {
        OptionalLong wanted = Visit.parse(visit.rest());
        if (wanted.isPresent()) return lead(visit, wanted.getAsLong());
        boolean unread = visit.param("show").equals("unread");
        List<Notice> notices =
                services.notices().map(n -> n.mine(unread, SHOWN)).orElse(List.of());
        int count = services.notices().map(Notices::unread).orElse(0);
        return Reply.page("notices", "web.notices", new Model(notices, unread, count, kinds(visit)));
    }

    private List<Kind> kinds(Visit visit) {
        Set<String> muted = services.notices().map(Notices::muted).orElse(Set.of());
        List<String> known = services.notices().map(Notices::kinds).orElse(List.of());
        return known.stream()
                .map(key -> new Kind(
                        key, services.texts.find(visit.locale(), key + ".kind").orElse(key), muted.contains(key)))
                .toList();
    }

    /** Who looks through another's eyes reads nothing away. */
    private Reply lead(Visit visit, long id) {
        List<Notice> mine = services.notices().map(n -> n.mine(false, SHOWN)).orElse(List.of());
        String path = mine.stream()
                .filter(n -> n.id() == id)
                .map(Notice::path)
                .findFirst()
                .orElse("");
        if (visit.caller().onBehalf().isEmpty()) services.notices().ifPresent(n -> n.read(id));
        return Reply.redirect(path.startsWith("/") ? path : "/notices");
    }

    @Override
    public Reply post(Visit visit) {
        if (visit.rest().equals("kinds")) {
            Set<String> known = new LinkedHashSet<>(visit.params("known"));
            known.removeAll(visit.params("wanted"));
            services.notices().ifPresent(n -> n.mute(known));
            return Reply.redirect("/notices", "web.me.saved", Map.of());
        }
        services.notices().ifPresent(Notices::readAll);
        return Reply.redirect("/notices", "web.notices.allRead", Map.of());
    }
}
