package org.stepwise.survey.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.tx.Transactions;

/** Forms: those that are shipped, and over them what the company changed or added, which is configuration. */
@Component(service = {Forms.class, ConfigurationPart.class})
public final class Forms implements ConfigurationPart {
    static final String TYPE = "rollout.phase";
    private final Transactions transactions;
    private final Access access;
    private final Callers callers;
    private final Audit audit;
    private volatile Map<String, Item> shipped = Map.of();

    @Activate
    public Forms(
            @Reference Transactions transactions,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.access = access;
        this.callers = callers;
        this.audit = audit;
    }

    boolean may(String action) {
        Caller caller = callers.current();
        return caller.system() || access.may(caller, TYPE, action);
    }

    void require(String action) {
        if (!may(action)) throw Forbidden.of(action, TYPE);
    }

    private Map<String, Item> shipped() {
        if (shipped.isEmpty()) shipped = loadShipped();
        return shipped;
    }

    private static Map<String, Item> loadShipped() {
        try (InputStream in = Forms.class.getResourceAsStream("/STEPWISE-INF/forms.yaml")) {
            Item all = Yaml.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, Item> forms = new LinkedHashMap<>();
            all.entries().keySet().forEach(code -> forms.put(code, all.item(code)));
            return forms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All forms, shipped ones first. */
    List<Form> all() {
        Map<String, Item> all = new LinkedHashMap<>(shipped());
        all.putAll(own());
        return all.entrySet().stream()
                .map(each -> Form.of(each.getKey(), each.getValue()))
                .toList();
    }

    private Map<String, Item> own() {
        Map<String, Item> own = new LinkedHashMap<>();
        transactions
                .sql()
                .each(
                        "select code, body from survey_form order by code",
                        row -> own.put(row.text(1), Yaml.read(row.text(2))));
        return own;
    }

    Item definition(String code) {
        return Optional.ofNullable(own().get(code))
                .or(() -> Optional.ofNullable(shipped().get(code)))
                .orElseThrow(() -> new NotFound(
                        "survey.problem.noForm",
                        Map.of(
                                "form",
                                code,
                                "known",
                                String.join(", ", shipped().keySet()))));
    }

    /** Changes a form, or adds one; those that were sent stay as they were sent. */
    void change(String code, Item item) {
        require(Actions.ADMINISTER);
        List<Flaw> flaws = flaws(new Changes(Map.of(code, item), Set.of()));
        if (!flaws.isEmpty()) {
            throw new Invalid(flaws.stream()
                    .map(flaw -> new Violation(flaw.entry(), flaw.key(), flaw.args()))
                    .toList());
        }
        transactions.run(() -> store(code, item));
    }

    private void store(String code, Item item) {
        transactions.sql().update("delete from survey_form where code = ?", code);
        transactions.sql().update("insert into survey_form (code, body) values (?, ?)", code, Yaml.write(item));
        audit.write("survey.formChanged", code, Map.of());
    }

    @Override
    public String id() {
        return "survey-forms";
    }

    @Override
    public Set<String> entries() {
        return Form.ENTRIES;
    }

    @Override
    public Map<String, Item> items() {
        require(Actions.ADMINISTER);
        return own();
    }

    @Override
    public Map<String, Item> beneath(Set<String> codes) {
        Map<String, Item> beneath = new LinkedHashMap<>(shipped());
        beneath.keySet().retainAll(codes);
        return beneath;
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        return changes.put().entrySet().stream()
                .flatMap(each -> Form.flaws(each.getKey(), each.getValue()).stream())
                .toList();
    }

    @Override
    public void apply(Changes changes) {
        changes.put().forEach(this::store);
        changes.removed().forEach(code -> {
            transactions.sql().update("delete from survey_form where code = ?", code);
            audit.write("survey.formChanged", code, Map.of());
        });
    }
}
