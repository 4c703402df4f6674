package org.stepwise.kernel.api.console;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * How a {@link ConsoleCommand} component is called. Its text {@code <module>.command.<rest of the name>} tells what it does; where
 * there is a text {@code ….arguments}, it names what may follow.
 */
@ComponentPropertyType
public @interface Command {
    String PREFIX_ = "command.";

    /** Module id, '-' and one or more words: {@code badge-list} is called as {@code stepwise:badge-list}. */
    String name();
}
