package org.stepwise.demo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Fills a demo home: the company when the kernel is ready, each module's data in the background once that module is. Elsewhere it does
 * nothing.
 */
@Component(service = ReadyListener.class)
public final class DemoData implements ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);
    private static final long SEED = 7;

    /** Whoever switched the module on sees it first. */
    private static final long SECONDS_LATER = 3;

    private static final String REASON = "demo company";
    private static final Set<String> NEEDED = Set.of("kernel", "records", "signin", "demo");
    private final Transactions transactions;
    private final Callers callers;
    private final Directory directory;
    private final OrgImport importer;
    private final SignIn signIn;
    private final Records records;
    private final Modules modules;
    private final Texts texts;
    private final DemoHome home = new DemoHome();
    private final Company company = new Company();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(DemoData::thread);
    private volatile boolean stopping;

    @Activate
    public DemoData(
            @Reference Transactions transactions,
            @Reference Callers callers,
            @Reference Directory directory,
            @Reference OrgImport importer,
            @Reference SignIn signIn,
            @Reference Records records,
            @Reference Modules modules,
            @Reference Texts texts) {
        this.transactions = transactions;
        this.callers = callers;
        this.directory = directory;
        this.importer = importer;
        this.signIn = signIn;
        this.records = records;
        this.modules = modules;
        this.texts = texts;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stepwise-demo");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void ready(Module module) {
        boolean kernelReady = NEEDED.stream().allMatch(id -> modules.find(id).isPresent());
        if (!home.demo() || !kernelReady) return;
        callers.run(callers.system(REASON), this::fillCompanyOnce);
        if (!module.area().equals("kernel")) later(module.id());
    }

    /** Kept by its id: a module that goes meanwhile is not held in memory by its place in the queue. */
    private void later(String module) {
        background.schedule(() -> modules.find(module).ifPresent(this::fill), SECONDS_LATER, TimeUnit.SECONDS);
    }

    private void fillCompanyOnce() {
        Steps steps = new Steps(transactions, "kernel", () -> true);
        if (steps.finished()) return;
        fillCompany();
        steps.finish();
        LOG.info("demo company made");
    }

    private void fill(Module module) {
        Steps steps = new Steps(
                transactions,
                module.id(),
                () -> !stopping
                        && modules.find(module.id()).filter(module::equals).isPresent());
        if (stopping || steps.finished()) return;
        try {
            callers.run(callers.system(REASON), () -> module.demo(new Offer(steps)));
        } catch (RuntimeException e) {
            if (steps.wanted()) LOG.error("demo data of {} cannot be made", module.id(), e);
        }
        if (steps.done()) steps.finish();
        LOG.info("demo data of {} {}", module.id(), steps.done() ? "made" : "go on when it comes again");
    }

    /** A step under way is finished; what is missing is made after the next start. */
    @Deactivate
    void stop() throws InterruptedException {
        stopping = true;
        background.shutdown();
        background.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void fillCompany() {
        Imports.Report report = importer.read(company.sheets(), "demo.zip", false);
        if (!report.errors().isEmpty()) throw new IllegalStateException("demo company: " + report.errors());
        transactions.run(this::openAccounts);
        String password = DemoHome.password();
        company.named().forEach(row -> signIn.password(row[0], "", password));
        tell(password);
    }

    private void openAccounts() {
        company.named().forEach(row -> {
            Person person = directory.requireAccount(row[0]);
            directory.state(person.id(), PersonState.ACTIVE);
            if (!row[4].equals("staff")) directory.grantRole(row[4], person.id(), Set.of());
        });
        for (String account : company.salespeople()) {
            Person person = directory.requireAccount(account);
            directory.grantRole("salesperson", person.id(), Set.of());
        }
        transactions
                .sql()
                .update(
                        "update directory_person set state = ? where state = ?",
                        PersonState.ACTIVE,
                        PersonState.INVITED);
    }

    private void tell(String password) {
        StringBuilder told = new StringBuilder();
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            told.append(texts.text(locale, "demo.accounts.head", Map.of("password", password)))
                    .append('\n');
            for (String[] row : company.named())
                told.append("  ").append(line(locale, row)).append('\n');
        }
        home.write(told.toString());
    }

    private String line(Locale locale, String[] row) {
        Map<String, String> args = Map.of(
                "account",
                row[0],
                "name",
                row[1],
                "unit",
                directory.requireUnit(row[2]).name(),
                "role",
                texts.text(locale, "role." + row[4]));
        return texts.text(locale, "demo.accounts.line", args);
    }

    /** What the company offers to a module. */
    private final class Offer implements Module.Demo {
        private final Steps steps;
        private final Random random = new Random();
        private final Names people = new Names(random);
        private final Names firms = new Names(new Random(SEED));
        private final List<String> known = new ArrayList<>();
        private final List<Long> salespeople = company.salespeople().stream()
                .map(account -> directory.requireAccount(account).id())
                .toList();

        Offer(Steps steps) {
            this.steps = steps;
        }

        @Override
        public Random random() {
            return random;
        }

        @Override
        public List<Long> salespeople() {
            return salespeople;
        }

        @Override
        public Records records() {
            return records.asSystem(REASON);
        }

        @Override
        public String companyName(int number) {
            while (known.size() <= number) known.add(firms.company());
            return known.get(number);
        }

        @Override
        public String personName() {
            return people.person().text();
        }

        @Override
        public void steps(int count, IntConsumer step) {
            steps.run(count, number -> {
                random.setSeed(SEED + number);
                step.accept(number);
            });
        }
    }
}
