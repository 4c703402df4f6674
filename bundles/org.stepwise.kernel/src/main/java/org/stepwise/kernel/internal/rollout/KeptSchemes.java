package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Sign-off of schemes with permissions, history and notices; whoever confirmed an earlier version is asked again. */
@Component(service = {Schemes.class, PhaseWatch.class})
public final class KeptSchemes implements Schemes, PhaseWatch {
    private static final int LONGEST = 2000;
    private static final Set<SignOffRules.Without> TOLD =
            Set.of(SignOffRules.Without.HINT, SignOffRules.Without.REASON, SignOffRules.Without.REFUSED);
    private final Transactions transactions;
    private final Guard guard;
    private final Clock clock;
    private final LateNotices notices;
    private final Journal journal;
    private final Circle circle;
    private final SchemeTable table;
    private final Signing signing;

    @Activate
    public KeptSchemes(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference LateNotices notices) {
        this.transactions = transactions;
        this.guard = guard;
        this.clock = clock;
        this.notices = notices;
        this.journal = new Journal(transactions.sql(), directory, guard, audit, clock);
        this.circle = new Circle(guard, directory, transactions.sql());
        this.table = new SchemeTable(transactions.sql());
        this.signing = new Signing(transactions.sql(), directory, settings);
    }

    @Override
    public Scheme of(String code) {
        return transactions.read(() -> scheme(circle.seen(code)));
    }

    private Scheme scheme(Phase phase) {
        List<Signature> signatures = signing.of(phase);
        List<Said> said = table.said(phase.id()).stream()
                .map(one -> new Said(one.name(), one.version(), one.agreed(), one.reason(), one.at()))
                .toList();
        return new Scheme(
                phase,
                table.now(phase).number(),
                Optional.ofNullable(table.sent().get(phase.id())),
                signatures,
                said,
                asksReason(phase, signatures),
                mine(signatures),
                circle.leads(phase.id()));
    }

    private boolean asksReason(Phase phase, List<Signature> signatures) {
        return signing.rules().without() == SignOffRules.Without.REASON
                && signing.expected(phase)
                && signatures.stream().anyMatch(one -> !one.enough());
    }

    private boolean mine(List<Signature> signatures) {
        Caller caller = guard.current();
        return caller.onBehalf().isEmpty()
                && signatures.stream()
                        .anyMatch(one -> one.person() == caller.person()
                                && one.person() != 0
                                && one.standing() != Standing.CONFIRMED);
    }

    @Override
    public Scheme send(String code) {
        return transactions.get(() -> {
            Phase phase = circle.led(code);
            List<Long> open = signing.of(phase).stream()
                    .filter(one -> one.person() != 0 && !one.enough())
                    .map(Signature::person)
                    .toList();
            if (open.isEmpty()) throw new Conflict("rollout.problem.nobodyAsked", Map.of("phase", code));
            SchemeTable.Version now = table.now(phase);
            table.store(phase.id(), now, Optional.of(clock.instant()));
            journal.step(phase, "sent", contents(phase, now.number()));
            tell(phase, open, "rollout.notice.sign");
            return scheme(phase);
        });
    }

    private Map<String, Object> contents(Phase phase, int version) {
        Map<String, Object> details = journal.contents(phase);
        details.put("version", version);
        return details;
    }

    private void tell(Phase phase, List<Long> people, String key) {
        Map<String, Object> args = Map.of("phase", phase.name());
        String path = "/rollout/" + phase.code() + "/scheme";
        notices.send("rollout", people, key, args, new Notices.Page(path, path));
    }

    @Override
    public Scheme confirm(String code, int version) {
        return say(code, version, true, "");
    }

    @Override
    public Scheme refuse(String code, int version, String reason) {
        if (reason.isBlank()) throw Invalid.of("reason", "rollout.problem.refusal");
        if (reason.length() > LONGEST) {
            throw Invalid.of("reason", "rollout.problem.tooLong", Map.of("longest", LONGEST));
        }
        return say(code, version, false, reason.strip());
    }

    private Scheme say(String code, int version, boolean agreed, String reason) {
        Caller caller = circle.signer();
        return transactions.get(() -> {
            Phase phase = circle.seen(code);
            Optional<Signature> mine = signing.of(phase).stream()
                    .filter(one -> one.person() == caller.person())
                    .findFirst();
            if (mine.isEmpty()) throw Forbidden.of(Actions.APPROVE, PhasedRollout.TYPE);
            SchemeTable.Version now = table.now(phase);
            if (now.number() != version) throw new Conflict("rollout.problem.schemeNewer", Map.of("phase", code));
            boolean before = mine.get().version() == version
                    && mine.get().standing() == (agreed ? Standing.CONFIRMED : Standing.REFUSED)
                    && mine.get().reason().equals(reason);
            if (before) return scheme(phase);
            Instant at = clock.instant();
            table.store(phase.id(), now, now.sent());
            table.say(phase.id(), caller, version, agreed, reason, at);
            Map<String, Object> details = contents(phase, version);
            details.put("why", reason);
            journal.step(phase, agreed ? "signed" : "refused", details);
            return scheme(phase);
        });
    }

    /** Whoever said something of a version that was sent is asked about the one that came after it. */
    @Override
    public void changed(Phase phase) {
        transactions.get(() -> {
            SchemeTable.Version now = table.now(phase);
            boolean sent = table.sent().containsKey(phase.id());
            if (!sent || now.sent().isPresent()) return false;
            table.store(phase.id(), now, Optional.of(clock.instant()));
            List<Long> again = signing.of(phase).stream()
                    .filter(one -> one.person() != 0 && !one.enough())
                    .map(Signature::person)
                    .toList();
            tell(phase, again, "rollout.notice.signAgain");
            return true;
        });
    }

    @Override
    public void stepped(Phase phase) {
        changed(phase);
    }

    @Override
    public List<Rehearsal.Gap> gaps(Phase phase) {
        return transactions.read(() -> {
            if (!TOLD.contains(signing.rules().without()) || !signing.expected(phase)) return List.of();
            List<Signature> signatures = signing.of(phase);
            if (signatures.stream().allMatch(Signature::enough)) return List.of();
            String missing = Signing.missing(signatures);
            boolean refused = signing.rules().without() == SignOffRules.Without.REFUSED;
            return List.of(new Rehearsal.Gap(refused, "rollout.gap.unsigned", Map.of("people", missing)));
        });
    }

    @Override
    public Map<String, Object> without(Phase phase, String reason) {
        List<Rehearsal.Gap> gaps = gaps(phase);
        if (gaps.isEmpty()) return Map.of();
        Rehearsal.Gap gap = gaps.get(0);
        if (gap.blocking()) throw Invalid.of("", gap.key(), gap.args());
        boolean asked = transactions.read(signing::rules).without() == SignOffRules.Without.REASON;
        if (asked && reason.isBlank()) {
            Map<String, Object> args = new HashMap<>(gap.args());
            args.put("phase", phase.code());
            throw new Conflict("rollout.problem.unsigned", args);
        }
        Map<String, Object> details = new HashMap<>(gap.args());
        details.put("why", cut(reason.strip()));
        return details;
    }

    private static String cut(String text) {
        return text.codePoints().limit(LONGEST).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
