package org.stepwise.rest.internal.record;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Usage;

/** Record types as the current caller may know of them: one that is closed is not there. */
@Component(service = OpenTypes.class)
public final class OpenTypes {
    private final Types types;
    private final Access access;
    private final Callers callers;
    private final Usage usage;

    @Activate
    public OpenTypes(
            @Reference Types types, @Reference Access access, @Reference Callers callers, @Reference Usage usage) {
        this.types = types;
        this.access = access;
        this.callers = callers;
        this.usage = usage;
    }

    /** @throws NotFound when there is none of that name for this caller */
    public RecordType<?> require(String id) {
        Caller caller = callers.current();
        RecordType<?> open = types.find(id)
                .filter(t -> !access.reach(caller, id, Actions.SEE).none() || access.may(caller, id, Actions.CREATE))
                .orElseThrow(() -> NotFound.of(id));
        usage.used(caller, open.module(), open.id());
        return open;
    }

    /**
     * For lists: as on the page, a type that is open but gives the caller nothing to see is refused, not empty.
     *
     * @throws Forbidden when the caller may see nothing of it
     */
    RecordType<?> requireSeen(String module, String type) {
        RecordType<?> open = require(module, type);
        if (!access.may(callers.current(), open.id(), Actions.SEE)) throw Forbidden.of(Actions.SEE, open.id());
        return open;
    }

    Caller caller() {
        return callers.current();
    }

    public RecordType<?> require(String module, String type) {
        return require(module + "." + type);
    }

    public RecordId id(String module, String type, String id) {
        RecordType<?> found = require(module, type);
        return RecordId.parse(found.id() + ":" + id);
    }
}
