package org.stepwise.console.internal.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.console.ConsoleCommand;
import org.stepwise.kernel.api.console.Printed;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.text.Texts;

/** A module's command as the shell calls it: with the options of every command, and closed like its module. */
final class ContributedCommand implements Command {
    private static final String SCOPE = "stepwise";
    private final BundleContext context;
    private final String name;
    private final ConsoleCommand work;

    /** @param name with the module's id before its first '-' */
    ContributedCommand(BundleContext context, String name, ConsoleCommand work) {
        this.context = context;
        this.name = name;
        this.work = work;
    }

    @Override
    public String getScope() {
        return SCOPE;
    }

    @Override
    public String getName() {
        return name;
    }

    private String module() {
        return name.substring(0, name.indexOf('-'));
    }

    private String key() {
        return module() + ".command." + name.substring(name.indexOf('-') + 1);
    }

    @Override
    public String getDescription() {
        return text(key()).isEmpty() ? name : text(key());
    }

    private String text(String key) {
        return new Services(context)
                .find(Texts.class)
                .flatMap(texts -> texts.find(Locale.ENGLISH, key))
                .orElse("");
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return new StringsCompleter(scoped ? List.of(name) : List.of(name, SCOPE + ":" + name));
    }

    /** The shell's own. */
    @Override
    public Parser getParser() {
        return null;
    }

    @Override
    public Object execute(Session session, List<Object> typed) throws CommandException {
        ContributedWords words = ContributedWords.of(typed);
        if (!words.help()) return new Run(session, words).execute();
        session.getConsole().println(getDescription());
        String usage =
                SCOPE + ":" + name + " [--json] [--user NAME] [--language zh-CN|en] " + text(key() + ".arguments");
        session.getConsole().println(usage.strip());
        return null;
    }

    /** One call. */
    private final class Run extends StepwiseCommand {
        private final ContributedWords words;

        Run(Session session, ContributedWords words) {
            this.session = session;
            this.context = ContributedCommand.this.context;
            this.words = words;
            this.json = words.json();
            this.user = words.user();
            this.language = words.language();
        }

        @Override
        protected String command() {
            return name;
        }

        @Override
        protected String arguments() {
            return String.join(" ", words.arguments());
        }

        @Override
        protected Shown run() {
            words.requireKnown();
            requireOpen(caller());
            Printed printed = work.run(words.arguments());
            Shown shown = Shown.text(printed.value(), printed.sentences().toArray(String[]::new));
            if (printed.columns().isEmpty()) return shown;
            Table table = headed(printed.columns());
            printed.rows().forEach(row -> table.row(row.toArray()));
            return Shown.table(printed.value(), table)
                    .saying(printed.sentences().toArray(String[]::new));
        }

        private void requireOpen(Caller caller) {
            boolean open = caller.system() || caller.opening().opens(module());
            if (open && use(Modules.class).find(module()).isPresent()) return;
            throw new NotFound("console.problem.closed", Map.of("module", module()));
        }
    }
}
