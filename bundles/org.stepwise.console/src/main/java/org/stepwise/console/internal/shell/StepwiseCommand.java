package org.stepwise.console.internal.shell;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.text.Texts;

/**
 * What every command does: runs as its caller, prints a table or JSON, writes to the audit log, and fails with one sentence, which the
 * shell turns into a non-zero exit status.
 */
public abstract class StepwiseCommand implements Action {
    private static final Logger LOG = LoggerFactory.getLogger(StepwiseCommand.class);

    @Option(name = "--json", description = "Print JSON for scripts", valueToShowInHelp = "")
    boolean json;

    @Option(name = "--user", description = "Run under the rights of this person", valueToShowInHelp = "")
    @Completion(Accounts.class)
    String user = "";

    @Option(name = "--language", description = "Language of the answer: zh-CN or en", valueToShowInHelp = "")
    String language = "";

    @Reference
    Session session;

    @Reference
    BundleContext context;

    private Locale locale = Locale.ENGLISH;

    /** Does the command's work as its caller. */
    protected abstract Shown run();

    /** What goes into the audit log besides the command's name. */
    protected String arguments() {
        return "";
    }

    @Override
    public final Object execute() throws CommandException {
        Operator operator = Operator.of(session);
        try {
            Shown shown = use(Callers.class).as(caller(operator), () -> audited(operator));
            show(shown);
            if (shown.failure().isPresent()) throw failure(shown.failure().get());
            return null;
        } catch (Problem problem) {
            throw failure(sentence(problem));
        } catch (RuntimeException bug) {
            String incident = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("Incident {}", incident, bug);
            throw failure(text("console.problem.incident", Map.of("incident", incident)));
        }
    }

    /** A refusal to act as somebody is in the audit log too, under the operator. */
    private Caller caller(Operator operator) {
        Caller own = operator.own(services());
        locale = language.isEmpty() ? own.locale() : use(Texts.class).supported(language);
        try {
            return operator.caller(services(), user).reading(locale);
        } catch (Problem refused) {
            use(Callers.class).run(own, () -> note(operator, refused.key()));
            throw refused;
        }
    }

    private Shown audited(Operator operator) {
        try {
            Shown shown = run();
            note(operator, shown.failure().isPresent() ? "failed" : "done");
            return shown;
        } catch (RuntimeException e) {
            note(operator, e instanceof Problem problem ? problem.key() : "failed");
            throw e;
        }
    }

    /** A log that cannot be written does not hide from the operator what the command has to say. */
    private void note(Operator operator, String result) {
        Map<String, Object> details =
                Map.of("operator", operator.name(), "user", user, "arguments", arguments(), "result", result);
        try {
            use(Audit.class).write("console.command", command(), details);
        } catch (Problem e) {
            LOG.warn("{} by {} is not in the audit log: {}", command(), operator.name(), e.getMessage());
        }
    }

    /** Its name in the audit log. */
    protected String command() {
        return getClass().getAnnotation(Command.class).name();
    }

    private void show(Shown shown) {
        if (json) session.getConsole().println(Json.of(shown.value()));
        else shown.print(session.getConsole());
    }

    private static CommandException failure(String sentence) {
        return new CommandException(sentence, sentence);
    }

    private String sentence(Problem problem) {
        if (!(problem instanceof Invalid invalid)) return text(problem.key(), problem.args());
        List<Violation> violations = invalid.violations();
        if (violations.size() == 1) return sentence(violations.get(0));
        StringBuilder all = new StringBuilder(text("console.problem.invalid", Map.of("count", violations.size())));
        violations.forEach(
                one -> all.append(System.lineSeparator()).append("  ").append(sentence(one)));
        return all.toString();
    }

    /** With the field or option that is wrong; what is said of an archive or of a configuration is a whole sentence. */
    private String sentence(Violation violation) {
        String said = text(violation.code(), violation.args());
        boolean whole = violation.field().isEmpty()
                || violation.code().startsWith("release.problem.")
                || violation.code().startsWith("config.problem.");
        return whole ? said : violation.field() + ": " + said;
    }

    protected final Services services() {
        return new Services(context);
    }

    /** Where the command tells how far it is; nowhere when a script reads its answer. */
    protected final Optional<PrintStream> watched() {
        return json ? Optional.empty() : Optional.of(session.getConsole());
    }

    protected final <T> T use(Class<T> service) {
        return services().get(service);
    }

    protected final Caller caller() {
        return use(Callers.class).current();
    }

    protected final String text(String key, Map<String, ?> args) {
        return services().find(Texts.class).map(t -> t.text(locale, key, args)).orElse(key + args);
    }

    protected final String text(String key) {
        return text(key, Map.of());
    }

    /** The text of a key when there is one, else the word itself. */
    protected final String label(String key, String word) {
        return services().find(Texts.class).flatMap(t -> t.find(locale, key)).orElse(word);
    }

    protected final Locale locale() {
        return locale;
    }

    /** An empty table with headings {@code console.column.<name>}. */
    protected final Table columns(String... names) {
        List<String> headings =
                Arrays.stream(names).map(n -> text("console.column." + n)).toList();
        return headed(headings);
    }

    /** An empty table with these headings. */
    protected final Table headed(List<String> headings) {
        return Table.of(headings, zone());
    }

    /** Of the person, else of the company. */
    private ZoneId zone() {
        Caller caller = caller();
        return caller.system() ? use(WorkingCalendar.class).zone() : caller.zone();
    }

    /** A moment as tables print it. */
    protected final String moment(Instant at) {
        return Table.moment(at, zone());
    }

    /** An option that may be absent. */
    protected static List<String> list(List<String> given) {
        return Optional.ofNullable(given).orElse(List.of());
    }
}
