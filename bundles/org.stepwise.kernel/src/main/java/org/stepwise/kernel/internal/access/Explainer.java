package org.stepwise.kernel.internal.access;

import static org.stepwise.kernel.api.access.Explanation.Effect.GIVES;
import static org.stepwise.kernel.api.access.Explanation.Effect.REFUSES;
import static org.stepwise.kernel.api.access.Explanation.Effect.SILENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.access.Explanation.Effect;
import org.stepwise.kernel.api.access.Explanation.Step;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.tx.Transactions;

/** Says of every rule what it said (ACC-8). The verdict itself is asked from the rules, not made up from the steps. */
record Explainer(AccessRules access, Profiles profiles, Transactions tx, Shares shares, Labels labels) {
    Explanation explain(Caller subject, String action, RecordFacts facts) {
        Question question = new Question(access, tx, shares, subject, facts.type(), facts);
        List<Step> steps = new ArrayList<>();
        if (subject.system()) {
            steps.add(new Step("role", GIVES, "access.explain.system", Map.of("reason", subject.reason())));
            return new Explanation(true, steps);
        }
        Profile profile = profiles.of(subject);
        List<Profile.Right> rights = profile.rights(facts.type(), action);
        gate(subject, action, facts, steps);
        state(facts, steps);
        clearance(subject, facts, steps);
        boolean groupWide = rights.stream().anyMatch(right -> right.scope() == Scope.ALL);
        segment(profile, facts, groupWide, steps);
        roles(profile, rights, action, facts, question, steps);
        line(subject, action, facts, question, steps);
        share(subject, action, facts, steps);
        return new Explanation(question.may(action), steps);
    }

    private void gate(Caller subject, String action, RecordFacts facts, List<Step> steps) {
        String address = access.address(facts.type());
        Gate gate = Gate.of(subject, address, action);
        steps.add(new Step(
                "phase",
                gate.open() ? SILENT : REFUSES,
                gate.open() ? "access.explain.open" : "access.explain.notOpen",
                Map.of("module", labels.module(address))));
        if (gate.readOnly()) steps.add(new Step("state", REFUSES, "access.explain.readOnly", Map.of()));
        if (gate.leaving()) steps.add(new Step("state", REFUSES, "access.explain.leaving", Map.of()));
    }

    private static void state(RecordFacts facts, List<Step> steps) {
        if (facts.deleted()) steps.add(new Step("state", SILENT, "access.explain.deleted", Map.of()));
    }

    private static void clearance(Caller subject, RecordFacts facts, List<Step> steps) {
        boolean enough = facts.level() <= subject.clearance();
        steps.add(new Step(
                "clearance",
                enough ? SILENT : REFUSES,
                enough ? "access.explain.clearance" : "access.explain.noClearance",
                Map.of("level", facts.level(), "clearance", subject.clearance())));
    }

    private void segment(Profile profile, RecordFacts facts, boolean groupWide, List<Step> steps) {
        boolean inside = profile.segments().contains(facts.segment());
        String key = inside ? "inside" : groupWide ? "crossed" : "otherSegment";
        steps.add(new Step(
                "segment",
                inside || groupWide ? SILENT : REFUSES,
                "access.explain." + key,
                Map.of("segment", unit(facts.segment()))));
    }

    private void roles(
            Profile profile,
            List<Profile.Right> rights,
            String action,
            RecordFacts facts,
            Question question,
            List<Step> steps) {
        if (rights.isEmpty()) {
            Map<String, Object> args = Map.of(
                    "roles", labels.roles(profile.roles()),
                    "action", labels.action(action),
                    "type", labels.type(facts.type()));
            steps.add(new Step("role", SILENT, "access.explain.noGrant", args));
        }
        for (Profile.Right right : rights) {
            boolean fits = fits(right, profile, facts, question);
            steps.add(new Step(
                    "role",
                    fits ? GIVES : SILENT,
                    fits ? "access.explain.grant" : "access.explain.grantElsewhere",
                    Map.of(
                            "role", labels.role(right.role()),
                            "action", labels.action(action),
                            "type", labels.type(facts.type()),
                            "scope", labels.scope(right.scope()),
                            "unit", unit(facts.unit()))));
        }
    }

    private static boolean fits(Profile.Right right, Profile profile, RecordFacts facts, Question question) {
        long person = profile.identity().person();
        return switch (right.scope()) {
            case OWN -> facts.owner() == person;
            case SUBORDINATES -> facts.owner() == person || question.isSuperior();
            case UNIT -> profile.units().contains(facts.unit());
            case BRANCH -> profile.units().stream().anyMatch(question.above()::contains);
            case UNITS -> right.units().stream().anyMatch(question.above()::contains);
            case SEGMENT ->
                profile.ownSegments().isEmpty()
                        ? facts.segment() == 0
                        : profile.ownSegments().contains(facts.segment());
            case ALL -> true;
        };
    }

    private void line(Caller subject, String action, RecordFacts facts, Question question, List<Step> steps) {
        boolean counts = access.ownersLine(facts.type(), action);
        boolean own = facts.owner() == subject.person();
        Map<String, Object> args = Map.of("owner", person(facts.owner()));
        steps.add(
                new Step("owner", own && counts ? GIVES : SILENT, "access.explain." + (own ? "own" : "notOwn"), args));
        if (own) return;
        boolean superior = question.isSuperior();
        Effect effect = superior && counts ? GIVES : SILENT;
        String key = superior ? (counts ? "superior" : "superiorIdle") : "notSuperior";
        steps.add(new Step("superior", effect, "access.explain." + key, args));
    }

    private void share(Caller subject, String action, RecordFacts facts, List<Step> steps) {
        Optional<Share> share = facts.shared().flatMap(record -> shares.giving(record, subject.principals(), action));
        steps.add(share.map(found -> new Step(
                        "share", GIVES, "access.explain.share", Map.of("principal", principal(found.principal()))))
                .orElse(new Step("share", SILENT, "access.explain.noShare", Map.of())));
    }

    private String unit(long id) {
        return name("select name_zh from directory_unit where id = ?", id);
    }

    private String person(long id) {
        return name("select name from directory_person where id = ?", id);
    }

    private String principal(long id) {
        return name(
                "select coalesce(d.name, u.name_zh, b.name_zh, t.name_zh, r.name_zh, g.name_zh) from kernel_principal p"
                        + " left join directory_person d on d.id = p.id left join directory_unit u on u.id = p.id"
                        + " left join directory_unit b on b.below_id = p.id left join directory_post t on t.id = p.id"
                        + " left join directory_role r on r.id = p.id left join directory_group g on g.id = p.id"
                        + " where p.id = ?",
                id);
    }

    private String name(String sql, long id) {
        return tx.sql()
                .first(sql, row -> row.text(1), id)
                .filter(text -> !text.isEmpty())
                .orElse("–");
    }
}
