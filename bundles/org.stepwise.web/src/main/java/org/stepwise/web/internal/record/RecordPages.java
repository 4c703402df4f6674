package org.stepwise.web.internal.record;

import java.util.Map;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.PanelRunner;
import org.stepwise.web.internal.page.Panels;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Renderer;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Everything below the address of a record type: list, form, card and what is done there. */
public final class RecordPages implements OwnPage {
    private final Services services;
    private final RecordType<?> type;
    private final ListPage list;
    private final FormPage form;
    private final CardPage card;
    private final CardSteps steps;
    private final BulkSteps bulk;
    private final ImportPage imports;

    public RecordPages(
            Services services,
            Renderer renderer,
            Preferences preferences,
            Panels panels,
            PanelRunner runner,
            RecordType<?> type) {
        this.services = services;
        this.type = type;
        list = new ListPage(services, renderer, preferences, type);
        form = new FormPage(services, renderer, type);
        card = new CardPage(services, renderer, preferences, panels, runner);
        steps = new CardSteps(services, type);
        bulk = new BulkSteps(services, renderer, type);
        imports = new ImportPage(services, type);
    }

    @Override
    public boolean opensTransactions() {
        return true;
    }

    @Override
    public Reply get(Visit visit) {
        boolean single = !visit.rest().isEmpty() && Visit.parse(visit.rest()).isPresent();
        return single ? card.get(visit, type, id(visit.rest(), visit)) : services.tx.get(() -> other(visit));
    }

    private Reply other(Visit visit) {
        String[] parts = visit.rest().split("/", 2);
        return switch (parts[0]) {
            case "" -> list.get(visit);
            case "new" -> form.fresh(visit);
            case "import" -> imports.get(visit);
            case "template" -> imports.template(visit);
            case "export" -> bulk.export(visit);
            default -> record(visit, id(parts[0], visit), parts.length > 1 ? parts[1] : "");
        };
    }

    private Reply record(Visit visit, RecordId record, String step) {
        return switch (step) {
            case "edit" -> form.edit(visit, record);
            case "share" -> steps.sharing(visit, record);
            case "hand-over" -> steps.handing(visit, record);
            default -> throw NotFound.of(visit.path());
        };
    }

    @Override
    public Reply post(Visit visit) {
        String[] parts = visit.rest().split("/", 2);
        return switch (parts[0]) {
            case "new" -> form.create(visit);
            case "import" -> imports.post(visit);
            case "bulk" -> bulk.post(visit);
            case "columns" -> list.choose(visit);
            default -> change(visit, id(parts[0], visit), parts.length > 1 ? parts[1] : "");
        };
    }

    private Reply change(Visit visit, RecordId record, String step) {
        return switch (step) {
            case "edit" -> form.save(visit, record);
            case "delete" -> steps.delete(visit, record);
            case "restore" -> steps.restore(record);
            case "share" -> steps.share(visit, record);
            case "unshare" -> steps.unshare(visit, record);
            case "hand-over" -> steps.handOver(visit, record);
            case "files" -> steps.attach(visit, record);
            default -> {
                if (!step.startsWith("act/")) throw NotFound.of(visit.path());
                yield steps.act(visit, record, step.substring(4));
            }
        };
    }

    private RecordId id(String text, Visit visit) {
        return Visit.parse(text).stream()
                .filter(id -> id > 0)
                .mapToObj(id -> RecordId.of(type.id(), id))
                .findFirst()
                .orElseThrow(() -> new NotFound("kernel.problem.notFound", Map.of("what", visit.path())));
    }
}
