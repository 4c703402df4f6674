package org.stepwise.moduletest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;

/**
 * For each role that the module gives something to: what one holder may do with a record of its own, one of a colleague in the same
 * unit and one of another segment is what the module's grants say, no more and no less; and nothing where the module is not open.
 */
final class PermissionWalk {
    private static final int NUMBER = 900;
    private final ModuleCompany company;
    private final Module module;
    private final Samples samples;
    private final List<String> problems = new ArrayList<>();

    PermissionWalk(ModuleCompany company, Module module, Samples samples) {
        this.company = company;
        this.module = module;
        this.samples = samples;
    }

    /** How a record's owner stands to the reader. */
    private enum Owner {
        SELF,
        COLLEAGUE,
        STRANGER
    }

    /** Account of the one who holds the role. */
    static String holder(String role) {
        return "has-" + role;
    }

    static Set<String> roles(Module module) {
        return module.grants().stream().map(Grant::role).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<String> problems(List<RecordType<?>> types) {
        for (RecordType<?> type : types) {
            for (String role : roles(module)) walk(type, holder(role));
            closed(type);
        }
        return problems;
    }

    private void walk(RecordType<?> type, String account) {
        Map<Owner, RecordId> records = Map.of(
                Owner.SELF, samples.record(type.id(), company.idOf(account), NUMBER),
                Owner.COLLEAGUE, samples.record(type.id(), company.idOf("colleague"), NUMBER),
                Owner.STRANGER, samples.record(type.id(), company.idOf("stranger"), NUMBER));
        Set<String> held = caller(account).roles();
        company.run(
                account,
                () -> records.forEach((owner, record) -> {
                    for (String action : actions(type)) {
                        boolean expected = granted(type, action, held, owner);
                        boolean may = company.get(Records.class).may(record, action);
                        if (may != expected) tell(account, action, owner, record, may);
                    }
                    boolean expected = granted(type, Actions.SEE, held, owner);
                    boolean seen = company.get(Records.class).visible(record);
                    boolean listed = seen(type).contains(record);
                    if (seen != expected || listed != expected) tell(account, "read", owner, record, seen || listed);
                }));
    }

    private void tell(String account, String action, Owner owner, RecordId record, boolean may) {
        problems.add(account + (may ? " may " : " may not ") + action + " " + record + " of " + owner);
    }

    private Set<RecordId> seen(RecordType<?> type) {
        try {
            return company.get(Records.class).list(type.id(), Query.ALL.limit(500)).rows().stream()
                    .map(Row::record)
                    .collect(Collectors.toSet());
        } catch (Problem nothing) {
            return Set.of();
        }
    }

    private Caller caller(String account) {
        Callers callers = company.get(Callers.class);
        return company.as(account, callers::current);
    }

    private List<String> actions(RecordType<?> type) {
        Stream<String> own = module.permissions().stream()
                .filter(permission -> permission.startsWith(type.id() + ":"))
                .map(permission -> permission.substring(permission.indexOf(':') + 1));
        return Stream.concat(Actions.STANDARD.stream(), own).distinct().toList();
    }

    private boolean granted(RecordType<?> type, String action, Set<String> roles, Owner owner) {
        boolean line = action.equals(Actions.SEE) && type.isSuperiorsSee() && owner == Owner.SELF;
        return line
                || module.grants().stream()
                        .filter(grant -> roles.contains(grant.role()))
                        .filter(grant ->
                                grant.action().equals("*") || grant.action().equals(action))
                        .filter(grant ->
                                grant.type().equals(type.id()) || grant.type().equals(type.module() + ".*"))
                        .anyMatch(grant -> reaches(grant.scope(), owner));
    }

    private static boolean reaches(Scope scope, Owner owner) {
        return switch (scope) {
            case OWN, SUBORDINATES -> owner == Owner.SELF;
            case UNIT, BRANCH, SEGMENT -> owner != Owner.STRANGER;
            case UNITS -> false;
            case ALL -> true;
        };
    }

    /** Somebody with every role, in a unit that no phase opens the module to. */
    private void closed(RecordType<?> type) {
        RecordId own = samples.record(type.id(), company.idOf("outside"), NUMBER);
        company.run("outside", () -> {
            for (String action : actions(type)) {
                if (company.get(Records.class).may(own, action))
                    problems.add("where the module is not open, somebody may " + action + " " + own);
            }
            if (company.get(Records.class).visible(own))
                problems.add("where the module is not open, somebody sees " + own);
        });
        int status = company.pages()
                .as("outside")
                .get("/" + type.id().replace('.', '/'))
                .status();
        if (status != 404)
            problems.add("where the module is not open, the list of " + type.id() + " answers " + status);
    }
}
