package org.stepwise.console.internal.access;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;

/** Takes a role. */
@Service
@Command(scope = "stepwise", name = "role-revoke", description = "Takes a role from a person")
public final class RoleRevoke extends RoleCommand {
    @Override
    Map<String, Object> change(Directory directory, Person person) {
        directory.revokeRole(role, person.id());
        return Map.of();
    }

    @Override
    String done() {
        return "console.role.revoked";
    }
}
