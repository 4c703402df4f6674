package org.stepwise.kernel.api.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an administrator says of a phase when making or changing it; the rest is kept by the kernel. */
public record PhaseDraft(
        String code,
        String name,
        String goal,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Set<String> modules,
        Set<Long> units,
        Set<Long> persons,
        Set<Long> responsible,
        List<String> tasks,
        List<String> criteria) {}
