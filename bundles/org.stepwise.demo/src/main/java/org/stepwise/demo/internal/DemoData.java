package org.stepwise.demo.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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

/** Fills a demo home: the company when the kernel is ready, each module's data when that module first is. Elsewhere it does nothing. */
@Component(service = ReadyListener.class)
public final class DemoData implements ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);
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

    @Override
    public synchronized void ready(Module module) {
        boolean kernelReady = NEEDED.stream().allMatch(id -> modules.find(id).isPresent());
        if (!home.demo() || !kernelReady) return;
        callers.run(callers.system(REASON), () -> {
            once("kernel", this::fillCompany);
            if (!module.area().equals("kernel")) once(module.id(), () -> module.demo(new Offer()));
        });
    }

    private void once(String what, Runnable work) {
        boolean done = transactions.sql().number("select count(*) from demo_done where module = ?", what) > 0;
        if (done) return;
        long start = System.nanoTime();
        work.run();
        transactions.run(() -> transactions.sql().update("insert into demo_done (module) values (?)", what));
        LOG.info("demo data of {} made in {} ms", what, (System.nanoTime() - start) / 1_000_000);
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
        transactions.sql().update("update kernel_stamp set value = value + 1 where name = 'directory'");
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
        private final Random random = new Random(7);
        private final Names names = new Names(random);
        private final List<Long> salespeople = company.salespeople().stream()
                .map(account -> directory.requireAccount(account).id())
                .collect(Collectors.toList());

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
        public String companyName() {
            return names.company();
        }

        @Override
        public String personName() {
            return names.person().text();
        }
    }
}
