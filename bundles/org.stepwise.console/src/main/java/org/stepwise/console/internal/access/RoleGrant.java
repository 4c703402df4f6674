package org.stepwise.console.internal.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Units;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;

/** Gives a role. */
@Service
@Command(scope = "stepwise", name = "role-grant", description = "Gives a role to a person")
public final class RoleGrant extends RoleCommand {
    @Option(
            name = "--unit",
            description = "Unit for a role whose scope is chosen units",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(Units.class)
    List<String> units;

    @Override
    protected String arguments() {
        return super.arguments() + " " + list(units);
    }

    @Override
    Map<String, Object> change(Directory directory, Person person) {
        Set<Long> chosen = new Names(services()).units(list(units));
        directory.grantRole(role, person.id(), chosen);
        return Map.of("units", chosen);
    }

    @Override
    String done() {
        return "console.role.granted";
    }
}
