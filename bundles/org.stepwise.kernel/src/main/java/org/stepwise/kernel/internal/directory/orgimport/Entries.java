package org.stepwise.kernel.internal.directory.orgimport;

import java.time.LocalDate;
import java.util.Optional;
import org.stepwise.kernel.api.directory.UnitKind;

/** What an import may set of each kind of entry; equal values mean 'unchanged'. References are ids, 0 for none. */
final class Entries {
    record UnitRow(
            long id,
            String code,
            long parent,
            UnitKind kind,
            String nameZh,
            String nameEn,
            long head,
            Optional<LocalDate> validFrom) {}

    record PostRow(long id, String code, String nameZh, String nameEn, int level) {}

    /** @param left who has left is nobody's superior; not set by imports */
    record PersonRow(
            long id,
            String account,
            String name,
            String email,
            String mobile,
            String phone,
            String locale,
            String timeZone,
            int clearance,
            boolean left) {}

    record PositionRow(long id, long person, long unit, long post, boolean primary, long superior) {
        PositionRow demoted() {
            return new PositionRow(id, person, unit, post, false, superior);
        }
    }

    private Entries() {}
}
