package org.stepwise.rest.internal.access;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.signin.Scopes;

/** The scopes that our own resources ask for. A list, as the resources themselves need the sign-in that reads it. */
@Component(service = Scopes.class)
public final class ResourceScopes implements Scopes {
    private static final Set<String> NAMES = Set.of(
            "config.transfer",
            "directory.person",
            "directory.role",
            "directory.unit",
            "files.file",
            "kernel.audit",
            "kernel.job",
            "kernel.link",
            "kernel.module",
            "kernel.notice",
            "kernel.setting",
            "rollout.feedback",
            "rollout.phase",
            "rollout.rules");

    @Override
    public Set<String> names() {
        return NAMES;
    }
}
