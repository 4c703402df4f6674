package org.stepwise.kernel.internal.access;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.rollout.Openings;
import org.stepwise.kernel.internal.text.Likeness;

/**
 * Roles × grants, superiors, shares, clearance and segments (ACC-1 – ACC-5) behind the roll-out. {@link #reach} is the one place
 * where grants become branches; the predicate tests the same reach on one record. Shares are in the reach as
 * principals; whoever reads them takes those that give the action asked for.
 */
@Component(service = Access.class)
public final class AccessRules implements Access {

    private final Types types;
    private final Profiles profiles;
    private final Callers callers;
    private final Transactions tx;
    private final Shares shares;
    private final Texts texts;
    private final Openings openings;

    @Activate
    public AccessRules(
            @Reference Types types,
            @Reference Profiles profiles,
            @Reference Callers callers,
            @Reference Transactions tx,
            @Reference Clock clock,
            @Reference Texts texts,
            @Reference Openings openings) {
        this.types = types;
        this.profiles = profiles;
        this.callers = callers;
        this.tx = tx;
        this.texts = texts;
        this.openings = openings;
        this.shares = new Shares(tx, clock);
    }

    @Override
    public Reach reach(Caller caller, String type, String action) {
        if (caller.system()) return Reach.everything(0, caller.clearance());
        if (!Gate.of(caller, address(type), action).passed()) return Reach.nothing(caller.person());
        Profile profile = profiles.of(caller);
        return Branches.of(profile, profile.rights(type, action), ownersLine(type, action))
                .reach(caller, !action.equals(Actions.CREATE));
    }

    /** Module or function that must be open. */
    String address(String type) {
        String module = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        return types.find(type)
                .map(RecordType::function)
                .filter(function -> !function.isEmpty())
                .orElse(module);
    }

    /** Do owner and superiors see it without a grant (ACC-2)? Parts follow their whole. */
    boolean ownersLine(String type, String action) {
        if (!action.equals(Actions.SEE)) return false;
        Optional<RecordType<?>> found = types.find(type);
        return found.map(RecordType::isSuperiorsSee).orElse(false)
                || whole(type)
                        .flatMap(types::find)
                        .map(RecordType::isSuperiorsSee)
                        .orElse(false);
    }

    private Optional<String> whole(String type) {
        return types.find(type).flatMap(RecordType::part).map(field -> field.ref());
    }

    @Override
    public List<RecordType<?>> open(Caller caller) {
        return types.all().stream()
                .filter(type -> may(caller, type.id(), Actions.SEE))
                .<RecordType<?>>map(type -> type)
                .toList();
    }

    @Override
    public boolean may(Caller caller, String type, String action) {
        if (caller.system()) return true;
        if (!Gate.of(caller, address(type), action).passed()) return false;
        return granted(caller, type, action) || shared(caller, type, action);
    }

    /** What is no record cannot have been shared, and nothing is made by a share. */
    private boolean shared(Caller caller, String type, String action) {
        return !action.equals(Actions.CREATE)
                && types.find(type).isPresent()
                && shares.any(whole(type).orElse(type), caller.principals(), action);
    }

    private boolean granted(Caller caller, String type, String action) {
        return !profiles.of(caller).rights(type, action).isEmpty() || ownersLine(type, action);
    }

    @Override
    public Set<String> allowed(Caller caller, String type, Set<String> actions) {
        if (caller.system()) return actions;
        Set<String> open = new TreeSet<>(actions);
        open.removeIf(action -> !Gate.of(caller, address(type), action).passed());
        Set<String> asked = new TreeSet<>(open);
        asked.removeIf(action -> granted(caller, type, action));
        if (asked.remove(Actions.CREATE)) open.remove(Actions.CREATE);
        if (asked.isEmpty()) return open;
        asked.removeAll(shares.given(whole(type).orElse(type), caller.principals()));
        open.removeAll(asked);
        return open;
    }

    @Override
    public boolean may(Caller caller, String type, Entity record, String action) {
        return new Question(this, tx, shares, caller, type, RecordFacts.of(types.find(type), type, record)).may(action);
    }

    @Override
    public Set<String> actions(Caller caller, String type, Entity record) {
        Set<String> candidates = new TreeSet<>(Actions.STANDARD);
        types.find(type).ifPresent(found -> found.actions().forEach(action -> candidates.add(action.id())));
        if (!caller.system()) {
            profiles.of(caller).rights().stream()
                    .filter(right -> right.coversType(type) && !right.action().equals("*"))
                    .forEach(right -> candidates.add(right.action()));
        }
        Question question =
                new Question(this, tx, shares, caller, type, RecordFacts.of(types.find(type), type, record));
        candidates.removeIf(action -> !question.may(action));
        return candidates;
    }

    @Override
    public Explanation explain(Caller subject, String action, RecordId record) {
        requireInsight(subject);
        RecordType<?> type = named(record.type());
        refuseUnknown(action, type);
        RecordFacts facts = RecordFacts.load(tx.sql(), type, record);
        Labels labels = new Labels(texts, callers.current().locale());
        return new Explainer(this, profiles, tx, shares, labels).explain(subject, action, facts);
    }

    /** The type; what is like it is told of those that the asker may know. */
    private RecordType<?> named(String id) {
        Caller asker = callers.current();
        boolean all = asker.system() || may(asker, "directory.role", Actions.ADMINISTER);
        List<? extends RecordType<?>> known = all ? types.all() : open(asker);
        return types.find(id)
                .orElseThrow(() ->
                        Likeness.notFound(id, known.stream().map(RecordType::id).toList()));
    }

    private static void refuseUnknown(String action, RecordType<?> type) {
        Set<String> known = new TreeSet<>(Actions.STANDARD);
        type.actions().forEach(one -> known.add(one.id()));
        if (known.contains(action)) return;
        Map<String, Object> args = Map.of("action", action, "known", String.join(", ", known));
        throw Invalid.of("action", "access.problem.action", args);
    }

    /** Everybody may ask why for themselves; for others only who administers roles. */
    private void requireInsight(Caller subject) {
        Caller asker = callers.current();
        if (asker.system() || asker.person() == subject.person()) return;
        if (!may(asker, "directory.role", Actions.ADMINISTER)) {
            throw org.stepwise.kernel.api.Forbidden.of(Actions.ADMINISTER, "directory.role");
        }
    }

    @Override
    public List<Share> shares(RecordId record) {
        return shares.of(record);
    }

    @Override
    public Set<Long> people(Collection<Long> principals, int most) {
        return tx.read(() -> new Holders(tx.sql()).people(principals, most));
    }

    @Override
    public Map<Long, Closed> closed(String type, Collection<Long> principals) {
        String address = address(type);
        return tx.read(() -> {
            Map<Long, Set<Long>> people = new HashMap<>();
            Set<Long> all = new HashSet<>();
            for (long principal : principals) {
                Set<Long> some = new Holders(tx.sql()).people(List.of(principal), Integer.MAX_VALUE);
                people.put(principal, some);
                all.addAll(some);
            }
            Map<Long, Opening> open = all.isEmpty() ? Map.of() : openings.openings(all);
            Map<Long, Closed> closed = new HashMap<>();
            people.forEach((principal, some) -> {
                long shut = some.stream()
                        .filter(person ->
                                !open.getOrDefault(person, Opening.NOTHING).opens(address))
                        .count();
                if (shut > 0) closed.put(principal, new Closed(some.size(), (int) shut));
            });
            return closed;
        });
    }

    @Override
    public void share(Share share) {
        shares.write(share, callers.current().person());
    }

    @Override
    public void unshare(RecordId record, long principal) {
        shares.remove(record, principal);
    }
}
