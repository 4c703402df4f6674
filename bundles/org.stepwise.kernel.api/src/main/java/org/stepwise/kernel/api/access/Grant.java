package org.stepwise.kernel.api.access;

/**
 * A role may do an action on records of a type within a scope.
 *
 * @param role role code of the shipped pack (see {@link Roles}) or of the module
 * @param type record type id, or {@code crm.*} for all types of a module
 * @param action see {@link Actions}; {@code *} for all
 */
public record Grant(String role, String type, String action, Scope scope) {}
