package org.stepwise.records.internal.save;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.part.Parts;
import org.stepwise.records.internal.query.Titles;

/** All rules of a save in their order; the same for page, API, import and module code (REC-2). */
public final class Checks {
    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
    private final Assignment assignment;
    private final Ownership ownership;
    private final Shape shape;
    private final Sizes sizes;
    private final Lookups lookups;

    public Checks(Platform platform, Gate gate, Titles titles, Parts parts, Numbers numbers, Shape shape, Sizes sizes) {
        this.assignment = new Assignment(platform, sizes);
        this.ownership = new Ownership(platform, gate, parts);
        this.shape = shape;
        this.sizes = sizes;
        this.lookups = new Lookups(platform, titles, numbers);
    }

    public Ownership ownership() {
        return ownership;
    }

    /** @throws org.stepwise.kernel.api.Invalid with everything that is wrong */
    <T extends Entity> Draft<T> run(Draft<T> draft, Map<String, ?> values) {
        assignment.apply(draft, values);
        if (!draft.rejected()) return rules(draft);
        defaults(draft);
        fields(draft);
        draft.throwRejected();
        return draft;
    }

    <T extends Entity> Draft<T> rules(Draft<T> draft) {
        own(draft);
        lookups.check(draft);
        draft.throwRejected();
        return draft;
    }

    /** Without looking up references and unique fields, which the import has done for all rows together. */
    <T extends Entity> Draft<T> bulk(Draft<T> draft, Map<String, ?> values) {
        assignment.apply(draft, values);
        if (!draft.rejected()) {
            own(draft);
        } else {
            defaults(draft);
            fields(draft);
        }
        draft.throwRejected();
        return draft;
    }

    private <T extends Entity> void own(Draft<T> draft) {
        draft.type().runDerive(draft.work(), draft);
        fields(draft);
        draft.throwRejected();
        ownership.settle(draft);
        draft.type().runValidate(draft.work(), draft);
    }

    /** What is derived is not missing, though some of what it is derived from is wrong; nothing of it is told. */
    private static <T extends Entity> void defaults(Draft<T> draft) {
        int told = draft.told();
        try {
            draft.type().runDerive(draft.work(), draft);
        } catch (RuntimeException e) {
            LOG.debug("nothing is derived from wrong values", e);
        }
        draft.forget(told);
    }

    /** What single fields must be, told together. */
    private <T extends Entity> void fields(Draft<T> draft) {
        shape.check(draft);
        sizes.check(draft);
        lookups.choices(draft);
    }
}
