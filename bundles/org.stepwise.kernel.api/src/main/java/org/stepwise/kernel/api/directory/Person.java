package org.stepwise.kernel.api.directory;

/**
 * A person as others see it.
 *
 * @param id principal id
 * @param unit unit of the primary position, 0 when none
 */
public record Person(
        long id, String account, String name, PersonState state, long unit, String unitName, String postName) {}
