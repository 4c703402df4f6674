package org.stepwise.kernel.api.access;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.RecordId;

/**
 * A record shared to a principal (ACC-3).
 *
 * @param principal person, unit, 'unit and below', post, role, group or everyone
 * @param principalName for display; "" when read without names
 * @param rights actions given; always contains see
 * @param until last day, empty = without end
 */
public record Share(
        RecordId record, long principal, String principalName, Set<String> rights, Optional<LocalDate> until) {}
