package org.stepwise.kernel.api.console;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command of a module in the scope {@code stepwise:}, registered as a component with {@link Command}. The console gives it {@code
 * --json}, {@code --user}, {@code --language} and {@code --help}, writes it to the audit log, and maps the exceptions of {@code
 * kernel.api} to one sentence and a failed exit status. It is there while its module is ready, and for those to whom the module is
 * open. Runs on the operator's thread as the current caller, outside a transaction.
 */
@ConsumerType
public interface ConsoleCommand {
    /** @param arguments what stood behind the command's name, without the options above */
    Printed run(List<String> arguments);
}
