package org.stepwise.kernel.internal.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * The role pack as data (ACC-13): the shipped roles with what they may do with the kernel's own types, and each module's roles and
 * grants. Written once; afterwards they are the company's to change.
 */
@Component(service = RolePack.class)
public final class ShippedRoles implements RolePack {
    private static final String KERNEL = "kernel";
    private static final String TRAINING = "directory.training";
    private static final List<String> CODES = List.of(
            Roles.STAFF,
            Roles.SALESPERSON,
            Roles.DEPARTMENT_HEAD,
            Roles.ASSISTANT,
            Roles.SEGMENT_HEAD,
            Roles.SEGMENT_ADMINISTRATOR,
            Roles.GROUP_MANAGEMENT,
            Roles.AUDITOR,
            Roles.ADMINISTRATOR);

    private final Transactions tx;
    private final Stamps stamps;
    private final Clock clock;

    @Activate
    public ShippedRoles(@Reference Transactions tx, @Reference Stamps stamps, @Reference Clock clock) {
        this.tx = tx;
        this.stamps = stamps;
        this.clock = clock;
    }

    @Override
    public void moduleReady(Module module) {
        if (first(KERNEL)) {
            CODES.forEach(code -> role(code, ShippedRoles.class));
            grant(grants());
        }
        if (module.id().equals(KERNEL) || !first(module.id())) return;
        module.roles().forEach(code -> role(code, module.getClass()));
        grant(module.grants());
        stamps.touch(Stamps.DIRECTORY);
    }

    private boolean first(String module) {
        if (tx.sql().number("select count(*) from role_pack where module = ?", module) > 0) return false;
        tx.sql().update("insert into role_pack (module) values (?)", module);
        return true;
    }

    /** What the shipped roles may do with people, phases and settings; the business is the modules'. */
    private static List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        for (String type : List.of("unit", "post", "person", "position", "deputy", "group")) {
            grants.add(new Grant(Roles.STAFF, "directory." + type, Actions.SEE, Scope.ALL));
        }
        for (String action : List.of(Actions.SEE, Actions.CREATE, Actions.EDIT, Actions.DELETE)) {
            grants.add(new Grant(Roles.STAFF, "directory.substitute", action, Scope.OWN));
        }
        for (String module : List.of(KERNEL, "directory", "rollout", "files", "notices", "signin", "web", "rest")) {
            grants.add(new Grant(Roles.ADMINISTRATOR, module + ".*", "*", Scope.ALL));
        }
        grants.add(new Grant(Roles.STAFF, TRAINING, Actions.SEE, Scope.OWN));
        for (String action : List.of(Actions.SEE, Actions.CREATE, Actions.EDIT, Actions.DELETE)) {
            grants.add(new Grant(Roles.DEPARTMENT_HEAD, TRAINING, action, Scope.BRANCH));
        }
        grants.add(new Grant(Roles.SEGMENT_ADMINISTRATOR, TRAINING, "*", Scope.SEGMENT));
        grants.add(new Grant(Roles.AUDITOR, "kernel.audit", Actions.SEE, Scope.ALL));
        for (String role : List.of(Roles.AUDITOR, Roles.GROUP_MANAGEMENT)) {
            grants.add(new Grant(role, "directory.*", Actions.SEE, Scope.ALL));
            grants.add(new Grant(role, "rollout.*", Actions.SEE, Scope.ALL));
        }
        grants.add(new Grant(Roles.SEGMENT_HEAD, "rollout.*", Actions.SEE, Scope.ALL));
        grants.add(new Grant(Roles.SEGMENT_ADMINISTRATOR, "directory.substitute", "*", Scope.SEGMENT));
        return grants;
    }

    private void role(String code, Class<?> owner) {
        if (tx.sql().number("select count(*) from directory_role where code = ?", code) > 0) return;
        long id = tx.sql().nextId("kernel_principal_seq");
        String zh = label(owner, "_zh_CN", code);
        tx.sql().update("insert into kernel_principal (id, kind, ref_id) values (?, 'ROLE', ?)", id, id);
        tx.sql()
                .update(
                        "insert into directory_role (id, version, number, title, owner_id, unit_id, segment_id, security_level,"
                                + " deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by,"
                                + " code, name_zh, name_en) values (?, 1, '', ?, 0, 0, 0, 0, false, ?, '', ?, 0, ?, 0, ?, ?, ?)",
                        id,
                        zh,
                        zh.toLowerCase(Locale.ROOT),
                        clock.instant(),
                        clock.instant(),
                        code,
                        zh,
                        label(owner, "", code));
    }

    /** The role's name in the module's own texts, which are not published yet. */
    private static String label(Class<?> owner, String language, String code) {
        for (String file : List.of("access", "messages")) {
            Optional<String> found = text(owner, "/STEPWISE-INF/i18n/" + file + language + ".properties", code);
            if (found.isPresent()) return found.get();
        }
        return code;
    }

    private static Optional<String> text(Class<?> owner, String path, String code) {
        try (InputStream in = owner.getResourceAsStream(path)) {
            if (in == null) return Optional.empty();
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Optional.ofNullable(texts.getProperty("role." + code));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is missing; a role that the company removed gets nothing. */
    private void grant(List<Grant> grants) {
        if (grants.isEmpty()) return;
        Map<String, Long> ids = new HashMap<>();
        tx.sql().each("select code, id from directory_role where deleted = false", row -> {
            ids.put(row.text(1), row.number(2));
        });
        Set<List<Object>> rows = new LinkedHashSet<>();
        for (Grant grant : grants) {
            Long role = ids.get(grant.role());
            if (role != null)
                rows.add(List.of(
                        role, grant.type(), grant.action(), grant.scope().name()));
        }
        tx.sql().each("select role_id, type, action, scope from role_grant", row -> {
            rows.remove(List.of(row.number(1), row.text(2), row.text(3), row.text(4)));
        });
        tx.sql()
                .batch(
                        "insert into role_grant (role_id, type, action, scope) values (?, ?, ?, ?)",
                        rows.stream().map(List::toArray).toList());
    }
}
