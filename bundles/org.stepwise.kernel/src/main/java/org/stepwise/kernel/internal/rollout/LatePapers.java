package org.stepwise.kernel.internal.rollout;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.paper.Papers;

/** Sets papers by the bundle for them, which comes after the kernel and may be gone. */
@Component(service = LatePapers.class)
public final class LatePapers {
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Papers> papers = List.of();

    /** @throws Unavailable while the bundle is not there */
    byte[] pdf(Paper paper) {
        return papers.stream()
                .findFirst()
                .orElseThrow(() -> new Unavailable("rollout.report.unavailable"))
                .pdf(paper);
    }
}
