package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.notice.Notices;

/** Tells people by notices, which come after the kernel and may be gone: then nobody is told. */
@Component(service = LateNotices.class)
public final class LateNotices {
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Notices> notices = List.of();

    void send(String module, Collection<Long> people, String key, Map<String, Object> args, Notices.Page page) {
        notices.stream().findFirst().ifPresent(each -> each.send(module, people, key, args, page));
    }
}
