package org.stepwise.web.internal.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** What is done with one record from its card. */
final class CardSteps {
    private static final long EVERYONE = 1;
    private final Services services;
    private final RecordType<?> type;
    private final String base;

    CardSteps(Services services, RecordType<?> type) {
        this.services = services;
        this.type = type;
        this.base = "/" + type.id().replace('.', '/');
    }

    record SharingModel(
            String path, String title, List<Share> shares, Map<Long, Access.Closed> closed, List<String> rights) {}

    record HandingModel(String path, String title, String owner) {}

    /** To the recycle bin: no question, but a way back. */
    Reply delete(Visit visit, RecordId record) {
        String title = services.records.titles(List.of(record)).getOrDefault(record, "");
        services.records.delete(record, visit.number("version").orElse(0));
        return Reply.redirect(base, "web.card.deleted", Map.of("title", title, "undo", record.path() + "/restore"));
    }

    Reply restore(RecordId record) {
        services.records.restore(record);
        return Reply.redirect(record.path(), "web.card.restored", Map.of());
    }

    Reply act(Visit visit, RecordId record, String action) {
        services.records.act(record, visit.number("version").orElse(0), action);
        String label = services.texts.text(visit.locale(), type.id() + ".action." + action);
        return Reply.redirect(record.path(), "web.card.acted", Map.of("action", label));
    }

    Reply sharing(Visit visit, RecordId record) {
        Card card = services.records.card(record);
        if (card.deleted()) return Reply.redirect(record.path());
        if (!card.may(Actions.SHARE)) throw Forbidden.of(Actions.SHARE, type.id());
        List<Share> shares = named(visit, services.records.shares(record));
        Set<Long> principals = shares.stream().map(Share::principal).collect(Collectors.toSet());
        SharingModel model = new SharingModel(
                record.path(),
                card.row().title(),
                shares,
                shares.isEmpty() ? Map.of() : services.access.closed(record.type(), principals),
                Sharing.RIGHTS);
        return dialog(visit, card, "share", "web.share", model);
    }

    private List<Share> named(Visit visit, List<Share> shares) {
        if (shares.isEmpty()) return shares;
        Map<Long, String> names = new HashMap<>(
                services.directory.names(shares.stream().map(Share::principal).collect(Collectors.toSet())));
        names.put(EVERYONE, services.texts.text(visit.locale(), "web.pick.everyone"));
        return shares.stream()
                .map(share -> new Share(
                        share.record(),
                        share.principal(),
                        names.getOrDefault(share.principal(), share.principalName()),
                        share.rights(),
                        share.until()))
                .toList();
    }

    Reply share(Visit visit, RecordId record) {
        Sharing sharing = Sharing.of(visit);
        services.records.share(sharing.with(record));
        return sharing.done(services, record.type(), record.path() + "/share", "web.share.done", Map.of());
    }

    Reply unshare(Visit visit, RecordId record) {
        visit.number("principal").ifPresent(principal -> services.records.unshare(record, principal));
        return Reply.redirect(record.path() + "/share", "web.share.ended", Map.of());
    }

    Reply handing(Visit visit, RecordId record) {
        Card card = services.records.card(record);
        if (card.deleted()) return Reply.redirect(record.path());
        if (!card.may(Actions.EDIT)) throw Forbidden.of(Actions.EDIT, type.id());
        return dialog(
                visit,
                card,
                "hand-over",
                "web.handover",
                new HandingModel(record.path(), card.row().title(), card.ownerName()));
    }

    Reply handOver(Visit visit, RecordId record) {
        long owner = visit.number("owner").orElseThrow(() -> Invalid.of("owner", "web.handover.whom"));
        services.records.handOver(record, owner);
        String name = PickPage.title(services, "directory.person", owner);
        boolean seen = services.records.visible(record);
        return Reply.redirect(seen ? record.path() : base, "web.handover.done", Map.of("name", name));
    }

    private Reply dialog(Visit visit, Card card, String template, String title, Object model) {
        Reply.Crumb list = new Reply.Crumb(services.texts.text(visit.locale(), type.id() + ".plural"), base);
        Reply.Crumb above =
                new Reply.Crumb(card.row().title(), card.row().record().path());
        return Reply.page(template, title, model).under(list, above).current(base);
    }

    Reply attach(Visit visit, RecordId record) {
        Files store = services.files().orElseThrow(() -> new Unavailable("web.files.none"));
        Request.Upload upload = visit.upload("file").orElseThrow(() -> Invalid.of("file", "web.files.choose"));
        try (InputStream content = upload.content()) {
            store.attach(record, upload.name(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.redirect(record.path() + "?tab=files", "web.files.added", Map.of("name", upload.name()));
    }
}
