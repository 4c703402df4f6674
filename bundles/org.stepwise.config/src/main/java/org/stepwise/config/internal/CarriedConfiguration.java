package org.stepwise.config.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;

/** Writes the parts into a document, compares a document with them, brings them to it and back. Thread-safe. */
@Component
public final class CarriedConfiguration implements ConfigurationTransfer {
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<ConfigurationPart> offered = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<RolloutPlan> plans = List.of();

    private final Transactions transactions;
    private final Access access;
    private final Callers callers;
    private final Modules modules;
    private final Texts texts;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public CarriedConfiguration(
            @Reference Transactions transactions,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Modules modules,
            @Reference Texts texts,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.callers = callers;
        this.modules = modules;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    private void require() {
        Caller caller = callers.current();
        if (!caller.system() && !access.may(caller, ConfigModule.TYPE, Actions.ADMINISTER))
            throw Forbidden.of(Actions.ADMINISTER, ConfigModule.TYPE);
    }

    /** In the order in which they are brought over; those of modules that are not ready are not there. */
    private List<ConfigurationPart> all() {
        return offered.stream()
                .filter(part -> !part.id().contains("-")
                        || modules.find(part.id().substring(0, part.id().indexOf('-')))
                                .isPresent())
                .sorted(Comparator.comparingInt(ConfigurationPart::order).thenComparing(ConfigurationPart::id))
                .toList();
    }

    private Telling telling() {
        return new Telling(texts, callers.current().locale());
    }

    private Findings findings() {
        return new Findings(texts, callers.current().locale());
    }

    private ImportTable table() {
        return new ImportTable(transactions.sql());
    }

    @Override
    public List<Part> parts() {
        require();
        return transactions.read(() -> {
            List<Part> parts = new ArrayList<>();
            for (ConfigurationPart part : all()) {
                items(part)
                        .ifPresent(
                                items -> parts.add(new Part(part.id(), telling().part(part.id()), items.size())));
            }
            return parts;
        });
    }

    /** Empty when the caller may not change that part. */
    private static Optional<Map<String, Item>> items(ConfigurationPart part) {
        try {
            return Optional.of(part.items());
        } catch (Forbidden notThisOne) {
            return Optional.empty();
        }
    }

    @Override
    public String export(Set<String> parts) {
        require();
        refuseUnknown(parts);
        return transactions.get(() -> {
            Map<String, Map<String, Item>> chosen = new LinkedHashMap<>();
            for (ConfigurationPart part : all()) {
                if (parts.isEmpty()) items(part).ifPresent(items -> chosen.put(part.id(), items));
                else if (parts.contains(part.id())) chosen.put(part.id(), part.items());
            }
            Optional<String> plan = parts.isEmpty() || parts.contains(PLAN) ? plan() : Optional.empty();
            audit.write("configuration.exported", String.join(", ", chosen.keySet()), Map.of());
            return DocumentWriter.write(chosen, plan, clock.instant());
        });
    }

    private Optional<String> plan() {
        try {
            return plans.stream().findFirst().map(plan -> Checksum.ofText(plan.present()));
        } catch (Forbidden notThisOne) {
            return Optional.empty();
        }
    }

    private void refuseUnknown(Set<String> parts) {
        List<String> known =
                new ArrayList<>(all().stream().map(ConfigurationPart::id).toList());
        known.add(PLAN);
        for (String part : parts) {
            if (!known.contains(part))
                throw new NotFound("config.problem.noPart", Map.of("part", part, "known", String.join(", ", known)));
        }
    }

    @Override
    public String document(Map<String, Map<String, Item>> parts) {
        require();
        return DocumentWriter.write(parts, Optional.empty(), clock.instant());
    }

    @Override
    public Difference difference(String document, Choice choice) {
        require();
        refuseUnknown(choice.parts());
        return transactions.read(() -> {
            Findings findings = findings();
            Document read = read(document, findings);
            Comparison found = comparison(read, choice, findings);
            List<Change> changes = found.all().stream().map(telling()::change).toList();
            return new Difference(changes, found.unnamed(), compared(read), found.mark());
        });
    }

    private Plan compared(Document document) {
        if (document.plan().isEmpty()) return Plan.UNNAMED;
        return document.plan().equals(plan()) ? Plan.SAME : Plan.OTHER;
    }

    private Document read(String yaml, Findings findings) {
        Map<String, Set<String>> known = new TreeMap<>();
        all().forEach(part -> known.put(part.id(), part.entries()));
        Document document = new DocumentReader(findings, known).read(yaml);
        findings.refuse();
        return document;
    }

    private Comparison comparison(Document document, Choice choice, Findings findings) {
        List<ConfigurationPart> wanted = all().stream()
                .filter(part -> document.parts().containsKey(part.id()))
                .filter(part -> choice.parts().isEmpty() || choice.parts().contains(part.id()))
                .toList();
        Comparison comparison = new Comparison(document, choice.removing(), findings).with(wanted);
        findings.refuse();
        return comparison;
    }

    @Override
    public Optional<Import> apply(String document, Choice choice, String seen) {
        require();
        refuseUnknown(choice.parts());
        return transactions.get(() -> {
            table().turn();
            Findings findings = findings();
            Document read = read(document, findings);
            Comparison found = comparison(read, choice, findings);
            if (!seen.isEmpty() && !seen.equals(found.mark())) throw new Conflict("config.problem.moved");
            if (found.all().isEmpty()) return Optional.empty();
            List<Step> done = new ArrayList<>();
            found.steps().forEach((part, steps) -> done.addAll(made(part, steps)));
            long id = table().insert(callers.current(), clock.instant(), Checksum.of(read.parts()), done);
            audit.write("configuration.imported", String.valueOf(id), counts(done));
            return Optional.of(imported(id));
        });
    }

    /** @return the same with the state that was reached, as it reads now */
    private static List<Step> made(ConfigurationPart part, List<Step> steps) {
        part.apply(Comparison.changes(steps));
        Map<String, Item> now = part.items();
        return steps.stream()
                .map(step -> new Step(
                        step.part(),
                        step.code(),
                        step.kind(),
                        step.before(),
                        step.shown(),
                        Optional.ofNullable(now.get(step.code()))))
                .toList();
    }

    private static Map<String, Object> counts(List<Step> steps) {
        String parts = steps.stream().map(Step::part).distinct().collect(Collectors.joining(", "));
        return Map.of("changes", steps.size(), "parts", parts);
    }

    @Override
    public List<Import> imports(int limit) {
        require();
        return transactions.read(
                () -> table().newest(limit).stream().map(this::whole).toList());
    }

    @Override
    public Import imported(long id) {
        require();
        return transactions.read(() -> whole(head(id)));
    }

    private ImportTable.Head head(long id) {
        return table().find(id).orElseThrow(() -> new NotFound("config.problem.noImport", Map.of("id", id)));
    }

    private Import whole(ImportTable.Head head) {
        List<Change> changes = table().steps(head.id(), findings()).stream()
                .map(telling()::change)
                .toList();
        return new Import(head.id(), head.at(), head.by(), changes, head.undone(), head.undoneBy());
    }

    @Override
    public Import undo(long id) {
        require();
        return transactions.get(() -> {
            table().turn();
            ImportTable.Head head = head(id);
            if (head.undone().isPresent()) throw new Conflict("config.problem.undone", Map.of("by", head.undoneBy()));
            Map<String, List<Step>> steps = table().steps(id, findings()).stream()
                    .collect(Collectors.groupingBy(Step::part, LinkedHashMap::new, Collectors.toList()));
            new Undoing(all(), telling()).undo(reversed(steps));
            table().undone(id, callers.current(), clock.instant());
            audit.write("configuration.undone", String.valueOf(id), Map.of());
            return imported(id);
        });
    }

    private static Map<String, List<Step>> reversed(Map<String, List<Step>> steps) {
        List<String> parts = new ArrayList<>(steps.keySet());
        Collections.reverse(parts);
        Map<String, List<Step>> reversed = new LinkedHashMap<>();
        parts.forEach(part -> reversed.put(part, steps.get(part)));
        return reversed;
    }
}
