package org.stepwise.console.internal.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Services;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;

/** Completes accounts. */
@Service
public final class Accounts extends Names {
    @Override
    List<String> names(Services services) {
        return services.get(Directory.class).suggest("", 200).stream()
                .map(Person::account)
                .toList();
    }
}
