package org.stepwise.kernel.api.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.access.Grant;

/**
 * People and units, read without permission checks (names are known to all staff); changed through {@code Records} on the
 * {@code directory.*} types, which keep the closures. Answers about superiors come from the index, not by walking.
 */
@ProviderType
public interface Directory {
    /** The administrative tree. */
    String MAIN = "main";

    Optional<Person> person(long id);

    Optional<Person> account(String account);

    /** Display names by principal id (persons, units, posts, roles, groups), one query; unknown ids are missing. */
    Map<Long, String> names(Collection<Long> principals);

    Optional<Unit> unit(long id);

    Optional<Unit> unitByCode(String code);

    /** By code, else by Chinese or English name, else what is like it is told. @throws org.stepwise.kernel.api.NotFound */
    Unit requireUnit(String codeOrName);

    /** @throws org.stepwise.kernel.api.NotFound telling accounts that are like it */
    Person requireAccount(String account);

    /** All units of a tree valid on that day, parents before children, siblings in order. */
    List<Unit> tree(String tree, LocalDate day);

    /** Ids of the unit and all below. */
    Set<Long> branch(long unit);

    /** Ids of the unit and all above, nearest first. */
    List<Long> above(long unit);

    /** Active people whose position (any) is in the unit, or below it too. */
    List<Person> people(long unit, boolean below);

    /** Deputies of the unit's head, in order. */
    List<Person> deputies(long unit);

    /** Named superior, else head of the unit, else of the nearest unit above that has one; never the person itself. */
    Optional<Person> superior(long person);

    /** Direct superior first. */
    List<Person> superiors(long person);

    /** All direct and indirect subordinates. */
    Set<Long> subordinates(long person);

    boolean isSuperior(long superior, long person);

    /** Substitutes of a person who are in force on that day for this scope ("" = everything). */
    List<Person> substitutes(long person, String scope, LocalDate day);

    /** Moves a unit with all below. @throws Problem Conflict when it would form a cycle */
    void move(long unit, long newParent);

    /** Changes state; freezing ends every open session at the next request. */
    void state(long person, PersonState state);

    /** Gives a role to a principal, for chosen units when the role's scope is UNITS. @throws Problem NotFound */
    void grantRole(String role, long principal, Set<Long> units);

    void revokeRole(String role, long principal);

    /** Who holds a role: principal and its chosen units. Needs {@code see} on roles. @throws Problem NotFound */
    Map<Long, Set<Long>> roleMembers(String role);

    /** What a role allows, by type and action. Needs {@code see} on roles. @throws Problem NotFound */
    List<Grant> roleGrants(String role);

    /** Type-ahead over name, account, pinyin and initials; active people only. */
    List<Person> suggest(String text, int limit);
}
