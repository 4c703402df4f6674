package org.stepwise.console.internal.complete;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Services;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;

/** Completes units. */
@Service
public final class Units extends Names {
    @Override
    List<String> names(Services services) {
        return services.get(Directory.class).tree(Directory.MAIN, LocalDate.now(ZoneOffset.UTC)).stream()
                .map(Unit::code)
                .toList();
    }
}
