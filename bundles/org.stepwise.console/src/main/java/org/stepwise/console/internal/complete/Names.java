package org.stepwise.console.internal.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.stepwise.console.internal.shell.Services;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Callers;

/** Completes an argument from names that the server knows; offers none while it cannot tell. */
abstract class Names implements Completer {
    private static final int MOST = 500;

    @Reference
    BundleContext context;

    abstract List<String> names(Services services);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(known()).complete(session, line, candidates);
    }

    private List<String> known() {
        Services services = new Services(context);
        try {
            Callers callers = services.get(Callers.class);
            return callers.as(callers.system("console completion"), () -> names(services)).stream()
                    .limit(MOST)
                    .toList();
        } catch (Problem notNow) {
            return List.of();
        }
    }
}
