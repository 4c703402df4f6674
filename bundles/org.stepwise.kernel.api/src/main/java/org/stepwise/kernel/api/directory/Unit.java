package org.stepwise.kernel.api.directory;

import java.util.Optional;

/**
 * A unit of a tree of the organisation.
 *
 * @param id principal id of the unit itself
 * @param below principal id of 'the unit and all below'
 * @param parent 0 for a root
 * @param tree {@code main} for the administrative tree
 * @param head the person who heads it, empty when vacant
 * @param segment the nearest segment at or above, 0 when none
 */
public record Unit(
        long id,
        long below,
        String code,
        String name,
        UnitKind kind,
        long parent,
        String tree,
        Optional<Long> head,
        long segment,
        int order) {}
