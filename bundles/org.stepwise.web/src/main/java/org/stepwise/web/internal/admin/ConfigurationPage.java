package org.stepwise.web.internal.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Choice;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Difference;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Import;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Kind;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Configuration from the test system to the production system (CFG-1): export, difference, import, history, taking an import back. */
public final class ConfigurationPage implements OwnPage {
    private static final String PATH = "/admin/configuration";
    private static final String NEEDED = "config.transfer:administer";
    private static final String IMPORT = "import/";
    private static final int HISTORY = 50;
    private static final int LONGEST = 4_000_000;
    private final Services services;

    public ConfigurationPage(Services services) {
        this.services = services;
    }

    record Model(List<ConfigurationTransfer.Part> parts, List<Line> imports, List<String> problems) {}

    /** An import in the history. */
    record Line(Import made, int added, int changed, int removed) {}

    /** @param plan name of {@link ConfigurationTransfer.Plan} */
    record LookedAt(
            String document,
            boolean removing,
            Difference difference,
            String plan,
            int removed,
            List<String> problems) {}

    record Made(Import made, String reason) {}

    private ConfigurationTransfer transfer() {
        return services.configuration().orElseThrow(() -> new Unavailable("web.settings.unavailable"));
    }

    @Override
    public Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        if (visit.rest().isEmpty()) return overview(visit, List.of());
        if (visit.rest().equals("export")) return export(visit);
        if (visit.rest().startsWith(IMPORT)) return one(visit, id(visit), "");
        throw NotFound.of(visit.path());
    }

    private static long id(Visit visit) {
        return Visit.parse(visit.rest().substring(IMPORT.length())).orElseThrow(() -> NotFound.of(visit.path()));
    }

    private Reply overview(Visit visit, List<String> problems) {
        List<Line> imports = transfer().imports(HISTORY).stream()
                .map(ConfigurationPage::line)
                .toList();
        return page(visit, "configuration", new Model(transfer().parts(), imports, problems), false)
                .status(problems.isEmpty() ? 200 : 422);
    }

    private static Line line(Import made) {
        return new Line(made, count(made, Kind.ADDED), count(made, Kind.CHANGED), count(made, Kind.REMOVED));
    }

    private static int count(Import made, Kind kind) {
        return (int) made.changes().stream().filter(one -> one.kind() == kind).count();
    }

    private Reply page(Visit visit, String template, Object model, boolean below) {
        Reply.Crumb admin = new Reply.Crumb(services.texts.text(visit.locale(), "web.admin"), "/admin");
        Reply.Crumb here = new Reply.Crumb(services.texts.text(visit.locale(), "web.configuration"), PATH);
        Reply reply = Reply.page(template, "web.configuration", model).current("/admin");
        return below ? reply.under(admin, here) : reply.under(admin);
    }

    private Reply export(Visit visit) {
        String yaml = transfer().export(Set.copyOf(visit.params("part")));
        return Reply.file(
                "stepwise-configuration.yaml",
                "application/yaml",
                out -> out.write(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private Reply one(Visit visit, long id, String reason) {
        return page(visit, "configuration-import", new Made(transfer().imported(id), reason), true)
                .status(reason.isEmpty() ? 200 : 409);
    }

    @Override
    public Reply post(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        if (visit.rest().startsWith(IMPORT)) return undo(visit, id(visit));
        String document = document(visit);
        boolean removing = visit.param("removing").equals("true");
        Choice choice = new Choice(Set.of(), removing);
        if (!visit.param("step").equals("apply")) return looked(visit, document, choice, List.of());
        try {
            Optional<Import> made = transfer().apply(document, choice, visit.param("seen"));
            return made.map(one -> Reply.redirect(
                            PATH + "/" + IMPORT + one.id(),
                            "web.configuration.done",
                            Map.of("count", one.changes().size())))
                    .orElseGet(() -> Reply.redirect(PATH, "web.configuration.nothing", Map.of()));
        } catch (Conflict e) {
            return looked(visit, document, choice, List.of(services.texts.text(visit.locale(), e)));
        } catch (Invalid e) {
            return overview(visit, said(visit, e));
        }
    }

    /** The file that was chosen, or the one that was looked at before. */
    private static String document(Visit visit) {
        if (!visit.param("document").isEmpty()) return visit.param("document");
        Request.Upload upload = visit.upload("file")
                .filter(file -> file.bytes() > 0)
                .orElseThrow(() -> Invalid.of("file", "web.files.choose"));
        try (InputStream in = upload.content()) {
            byte[] read = in.readNBytes(LONGEST);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Invalid.of("file", "web.configuration.notText");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply looked(Visit visit, String document, Choice choice, List<String> problems) {
        try {
            Difference difference = transfer().difference(document, choice);
            int removed = (int) difference.changes().stream()
                    .filter(one -> one.kind() == Kind.REMOVED)
                    .count();
            LookedAt model = new LookedAt(
                    document, choice.removing(), difference, difference.plan().name(), removed, problems);
            return page(visit, "configuration-difference", model, true).status(problems.isEmpty() ? 200 : 409);
        } catch (Invalid e) {
            return overview(visit, said(visit, e));
        }
    }

    private List<String> said(Visit visit, Invalid invalid) {
        return invalid.violations().stream()
                .map(one -> services.texts.text(visit.locale(), one))
                .toList();
    }

    private Reply undo(Visit visit, long id) {
        try {
            transfer().undo(id);
            return Reply.redirect(PATH + "/" + IMPORT + id, "web.configuration.undone", Map.of());
        } catch (Conflict e) {
            return one(visit, id, services.texts.text(visit.locale(), e));
        }
    }
}
