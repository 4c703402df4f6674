package org.stepwise.signin.internal;

import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Where nobody is, nobody could sign in: makes the account {@code admin} with a one-time password (OPS-4). The password stands
 * only in the home's file, which is written before the account is committed: a crash in between leaves a home that starts anew.
 */
@Component(service = ReadyListener.class)
public final class FirstStart implements ReadyListener {
    static final String ACCOUNT = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final Set<String> NEEDED = Set.of("kernel", "records", "signin");
    private final Transactions tx;
    private final Callers callers;
    private final Records records;
    private final Directory directory;
    private final SignIn signIn;
    private final Types types;
    private final Modules modules;
    private final Texts texts;
    private final FirstSignInFile file;
    private boolean done;

    @Activate
    public FirstStart(
            @Reference Transactions tx,
            @Reference Callers callers,
            @Reference Records records,
            @Reference Directory directory,
            @Reference SignIn signIn,
            @Reference Types types,
            @Reference Modules modules,
            @Reference Texts texts) {
        this(new Kernel(tx, callers, records, directory, signIn, types, modules, texts), FirstSignInFile.inHome());
    }

    /** What the first start needs of the kernel. */
    record Kernel(
            Transactions tx,
            Callers callers,
            Records records,
            Directory directory,
            SignIn signIn,
            Types types,
            Modules modules,
            Texts texts) {}

    FirstStart(Kernel kernel, FirstSignInFile file) {
        this.tx = kernel.tx;
        this.callers = kernel.callers;
        this.records = kernel.records;
        this.directory = kernel.directory;
        this.signIn = kernel.signIn;
        this.types = kernel.types;
        this.modules = kernel.modules;
        this.texts = kernel.texts;
        this.file = file;
    }

    @Override
    public synchronized void ready(Module module) {
        if (done || !kernelReady()) return;
        callers.run(callers.system("first start"), this::makeAdministrator);
        done = true;
    }

    private boolean kernelReady() {
        return types.find(AccountRights.PERSON).isPresent()
                && NEEDED.stream().allMatch(id -> modules.find(id).isPresent());
    }

    void makeAdministrator() {
        try {
            boolean made = tx.get(() -> nobody() && made());
            if (made) LOG.info("account {} was made, its one-time password is in {}", ACCOUNT, file.path());
        } catch (Conflict anotherNode) {
            LOG.info("account {} was made by another node", ACCOUNT);
        }
    }

    private boolean nobody() {
        return records.asSystem("first start")
                        .count(AccountRights.PERSON, Query.ALL, 1)
                        .value()
                == 0;
    }

    private boolean made() {
        String name = texts.text(java.util.Locale.SIMPLIFIED_CHINESE, "signin.first.name");
        RecordId person =
                records.asSystem("first start").create(AccountRights.PERSON, Map.of("account", ACCOUNT, "name", name));
        directory.grantRole(Roles.ADMINISTRATOR, person.id(), Set.of());
        file.write(ACCOUNT, signIn.invite(ACCOUNT));
        return true;
    }
}
