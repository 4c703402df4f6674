package org.stepwise.kernel.internal.access;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.directory.Ancestry;
import org.stepwise.kernel.internal.rollout.Openings;

/** Reads one person's profile in seven statements, whatever the size of the organisation. */
record ProfileReader(Transactions tx, Openings openings) {
    private static final long EVERYONE = 1;

    /** A position held. */
    private record Seat(long unit, long post, int level, boolean primary) {}

    /** A role held, with the units of the assignment. */
    private record Held(long id, String code, Set<Long> units) {}

    Optional<Profile> read(long person) {
        return identity(person).map(this::profile);
    }

    private Optional<Profile.Identity> identity(long person) {
        return tx.sql()
                .first(
                        "select id, account, name, locale, time_zone, clearance, state from directory_person"
                                + " where id = ? and deleted = false",
                        row -> new Profile.Identity(
                                row.number(1),
                                row.text(2),
                                row.text(3),
                                Locale.forLanguageTag(row.text(4)),
                                ZoneId.of(row.text(5)),
                                (int) row.number(6),
                                PersonState.valueOf(row.text(7))),
                        person);
    }

    private Profile profile(Profile.Identity identity) {
        List<Seat> seats = seats(identity.person());
        Set<Long> units = new LinkedHashSet<>();
        seats.forEach(seat -> units.add(seat.unit()));
        Ancestry ancestry = Ancestry.of(tx.sql(), units);
        Set<Long> segments = new HashSet<>(Set.of(0L));
        units.forEach(unit -> segments.add(ancestry.segment(unit)));
        Set<Long> principals = principals(identity.person(), seats, ancestry);
        List<Held> held = held(principals);
        held.forEach(role -> principals.add(role.id()));
        long unit =
                seats.stream().filter(Seat::primary).map(Seat::unit).findFirst().orElse(0L);
        Set<Long> named = Set.copyOf(principals);
        return new Profile(
                identity,
                unit,
                ancestry.segment(unit),
                Set.copyOf(units),
                Set.copyOf(segments),
                named,
                Set.copyOf(held.stream().map(Held::code).toList()),
                rights(held),
                openings.opening(identity.person(), named));
    }

    private List<Seat> seats(long person) {
        return tx.sql()
                .list(
                        "select o.in_unit_id, o.post_id, t.level, o.primary_position from directory_position o"
                                + " join directory_post t on t.id = o.post_id"
                                + " join directory_unit u on u.id = o.in_unit_id and u.deleted = false"
                                + " where o.person_id = ? and o.deleted = false order by o.id",
                        row -> new Seat(row.number(1), row.number(2), (int) row.number(3), row.flag(4)),
                        person);
    }

    private Set<Long> principals(long person, List<Seat> seats, Ancestry ancestry) {
        Set<Long> principals = new HashSet<>(Set.of(EVERYONE, person));
        for (Seat seat : seats) {
            principals.add(seat.unit());
            principals.add(seat.post());
        }
        ancestry.nodes().values().forEach(node -> principals.add(node.below()));
        principals.addAll(groups(person, seats, ancestry));
        return principals;
    }

    private Set<Long> groups(long person, List<Seat> seats, Ancestry ancestry) {
        Set<Long> groups = new HashSet<>(tx.sql()
                .list(
                        "select m.in_group_id from directory_member m join directory_group g"
                                + " on g.id = m.in_group_id and g.deleted = false"
                                + " where m.person_id = ? and m.deleted = false",
                        row -> row.number(1),
                        person));
        tx.sql()
                .each(
                        "select id, rule_unit_id, rule_post_id, rule_level from directory_group where deleted = false"
                                + " and (rule_unit_id is not null or rule_post_id is not null or rule_level is not null)",
                        row -> {
                            boolean fits = seats.stream().anyMatch(seat -> fits(row, seat, ancestry));
                            if (fits) groups.add(row.number(1));
                        });
        return groups;
    }

    private static boolean fits(Sql.Row rule, Seat seat, Ancestry ancestry) {
        return rule.id(2)
                        .map(unit -> ancestry.above(seat.unit()).contains(unit))
                        .orElse(true)
                && rule.id(3).map(post -> post == seat.post()).orElse(true)
                && rule.id(4).map(level -> seat.level() >= level).orElse(true);
    }

    private List<Held> held(Set<Long> principals) {
        Map<Long, Held> held = new HashMap<>();
        tx.sql()
                .each(
                        "select r.id, r.code, u.unit_id from role_member m"
                                + " join directory_role r on r.id = m.role_id and r.deleted = false"
                                + " left join role_member_unit u on u.role_id = m.role_id and u.principal_id = m.principal_id"
                                + " where m.principal_id in (?)",
                        row -> {
                            Held role = held.computeIfAbsent(
                                    row.number(1), id -> new Held(id, row.text(2), new HashSet<>()));
                            row.id(3).ifPresent(role.units()::add);
                        },
                        List.copyOf(principals));
        return List.copyOf(held.values());
    }

    private List<Profile.Right> rights(List<Held> held) {
        Map<Long, Held> byId = new HashMap<>();
        held.forEach(role -> byId.put(role.id(), role));
        List<Profile.Right> rights = new ArrayList<>();
        tx.sql()
                .each(
                        "select role_id, type, action, scope from role_grant where role_id in (?)",
                        row -> {
                            Held role = byId.get(row.number(1));
                            rights.add(new Profile.Right(
                                    role.code(),
                                    row.text(2),
                                    row.text(3),
                                    Scope.valueOf(row.text(4)),
                                    Set.copyOf(role.units())));
                        },
                        List.copyOf(byId.keySet()));
        return List.copyOf(rights);
    }
}
