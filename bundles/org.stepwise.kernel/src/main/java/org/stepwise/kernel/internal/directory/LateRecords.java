package org.stepwise.kernel.internal.directory;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.record.Records;

/**
 * The records engine, got when it is first needed: the engine asks the directory for names and can only be made when the directory is
 * there, so the directory must not ask for it while being made.
 */
@Component(service = LateRecords.class)
public final class LateRecords {
    private final BundleContext context;
    private volatile Optional<ServiceReference<Records>> reference = Optional.empty();
    private volatile Optional<Records> records = Optional.empty();

    @Activate
    public LateRecords(BundleContext context) {
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void add(ServiceReference<Records> offered) {
        records = Optional.empty();
        reference = Optional.of(offered);
    }

    void remove(ServiceReference<Records> gone) {
        if (reference.filter(gone::equals).isEmpty()) return;
        reference = Optional.empty();
        if (records.isPresent()) context.ungetService(gone);
        records = Optional.empty();
    }

    /** @throws Unavailable when no engine is installed */
    Records get() {
        if (records.isEmpty()) records = reference.map(context::getService);
        return records.orElseThrow(() -> new Unavailable("directory.problem.noRecords"));
    }
}
