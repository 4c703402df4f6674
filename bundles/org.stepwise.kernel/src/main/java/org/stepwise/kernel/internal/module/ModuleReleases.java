package org.stepwise.kernel.internal.module;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Nodes;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.release.Intake;
import org.stepwise.kernel.internal.release.Parcel;
import org.stepwise.kernel.internal.release.Refused;
import org.stepwise.kernel.internal.release.ReleaseRows;
import org.stepwise.kernel.internal.release.ReleaseRules;
import org.stepwise.kernel.internal.release.Shelf;
import org.stepwise.kernel.internal.release.TrustedSigners;

/** Takes archives in, puts versions in each other's place, and keeps the books of it. */
@Component(service = {Releases.class, ModuleReleases.class})
public final class ModuleReleases implements Releases {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleReleases.class);
    /** What this node could not bring that another one did. */
    private final Map<String, Failure> troubles = new ConcurrentHashMap<>();

    private final Lifecycle life;
    private final CarriedFeatures carried;
    private final KarafFeatures own;
    private final Audit audit;
    private final Callers callers;
    private final Texts texts;
    private final Clock clock;
    private final Ledger ledger;
    private final Turnover turnover;
    private final Collisions collisions;
    private final Intake intake;
    private final TrustedSigners signers = new TrustedSigners(Path.of(System.getProperty("stepwise.home", ".")));
    private final Shelf shelf = Shelf.ofThisHome();

    @Activate
    public ModuleReleases(
            @Reference Lifecycle life,
            @Reference Registry registry,
            @Reference OsgiModules running,
            @Reference CarriedFeatures carried,
            @Reference KarafFeatures own,
            @Reference ReleaseRules rules,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Callers callers,
            @Reference Texts texts,
            @Reference Clock clock,
            BundleContext context) {
        this.life = life;
        this.carried = carried;
        this.own = own;
        this.audit = audit;
        this.callers = callers;
        this.texts = texts;
        this.clock = clock;
        this.ledger = new Ledger(transactions, clock, shelf, rules);
        this.turnover = new Turnover(registry, running, own, rules, context);
        this.collisions = new Collisions(own, new ReleaseBundles(context), context);
        this.intake = new Intake(rules, signers, clock);
    }

    @Override
    public Modules.Info install(Delivery delivery) {
        return bring(delivery, false);
    }

    @Override
    public Modules.Info upgrade(Delivery delivery) {
        return bring(delivery, true);
    }

    private Modules.Info bring(Delivery delivery, boolean there) {
        life.requireAdministrator();
        return life.changing(() -> {
            Path room = shelf.room();
            try {
                Parcel parcel = accepted(delivery, room, there);
                Map<String, Object> details = new HashMap<>();
                details.put("file", parcel.name());
                details.put("checksum", parcel.checksum());
                if (!parcel.signerName().isEmpty()) details.put("signer", parcel.signerName());
                carry(parcel.module(), parcel.version(), () -> ledger.begin(parcel), details);
                return parcel.module();
            } finally {
                shelf.discard(room);
            }
        });
    }

    private Parcel accepted(Delivery delivery, Path room, boolean there) {
        try {
            Parcel parcel = intake.take(delivery, room);
            collisions.refuse(parcel, ledger.supplier(parcel.module()));
            requireThere(parcel.module(), there);
            ledger.refuseOther(parcel);
            if (there) refuseCurrent(parcel.module(), parcel.version());
            return parcel;
        } catch (Invalid refused) {
            refused.violations()
                    .forEach(one -> audit.write(
                            "module.refused", delivery.name(), Map.of("why", one.code(), "whyArguments", one.args())));
            throw refused;
        }
    }

    private void requireThere(String module, boolean there) {
        if (carried.installed(module) == there) return;
        throw Refused.because(there ? "notThere" : "alreadyThere", Map.of("module", module));
    }

    private void refuseCurrent(String module, String version) {
        if (carried.current(module).equals(version)) {
            throw Refused.because(
                    "isCurrent",
                    Map.of("module", module, "version", life.info(module).version()));
        }
    }

    @Override
    public Modules.Info upgrade(String module, String version) {
        life.requireAdministrator();
        life.info(module);
        return life.changing(() -> {
            boolean known = version.equals(BUILT_IN)
                    ? own.carries(module)
                    : ledger.kept(module, version).isPresent();
            if (!known) throw NotFound.of(version.equals(BUILT_IN) ? module : module + " " + version);
            requireThere(module, true);
            refuseCurrent(module, version);
            carry(module, version, () -> ledger.begin(module, version), Map.of());
            return module;
        });
    }

    private void carry(String module, String version, Runnable begin, Map<String, Object> more) {
        boolean there = carried.installed(module);
        String former = there ? life.info(module).version() : "";
        Map<String, Object> details = new HashMap<>(more);
        details.put("version", version.isEmpty() ? own.version(module) : version);
        if (there) details.put("former", former);
        Caller caller = callers.current();
        Runnable note = () ->
                callers.run(caller, () -> audit.write(there ? "module.upgraded" : "module.installed", module, details));
        try {
            begin.run();
            turnover.bring(module, version, version.isEmpty() ? List.of() : carried.jars(module, version), note);
        } catch (Conflict underWay) {
            throw underWay;
        } catch (RuntimeException e) {
            Unfit why = Unfit.of(e);
            ledger.failed(module, version, why);
            throw told(module, version, former, why);
        }
        carried.read();
        ledger.tidy(module);
    }

    private RuntimeException told(String module, String version, String former, Unfit why) {
        String wanted = version.isEmpty() ? own.version(module) : version;
        audit.write(
                "module.failed",
                module,
                Map.of("version", wanted, "former", former, "why", why.key(), "whyArguments", why.args()));
        Locale locale = callers.find().map(Caller::locale).orElse(Locale.ENGLISH);
        Map<String, Object> args = Map.of(
                "module",
                module,
                "version",
                wanted,
                "former",
                former,
                "reason",
                texts.text(locale, why.key(), why.args()));
        Conflict conflict =
                new Conflict(former.isEmpty() ? "release.problem.notInstalled" : "release.problem.takenBack", args);
        conflict.initCause(why);
        return conflict;
    }

    @Override
    public List<Release> of(String module) {
        life.requireAdministrator();
        return ledger.of(module);
    }

    @Override
    public Optional<Failure> failure(String module) {
        life.requireAdministrator();
        return Optional.ofNullable(troubles.get(module)).or(() -> ledger.failure(module));
    }

    @Override
    public List<Signer> trusted() {
        life.requireAdministrator();
        return signers.all();
    }

    @Override
    public Signer trust(Path certificate) {
        life.requireAdministrator();
        Signer signer = signers.add(certificate);
        audit.write("module.trusted", signer.fingerprint(), Map.of("signer", signer.name()));
        return signer;
    }

    @Override
    public Signer distrust(String fingerprint) {
        life.requireAdministrator();
        Signer signer = signers.remove(fingerprint);
        audit.write("module.distrusted", signer.fingerprint(), Map.of("signer", signer.name()));
        return signer;
    }

    /**
     * Makes this node what the books say: takes back what broke off when a server ended in the middle of a change, and brings the
     * versions that other nodes brought.
     *
     * @return versions that it cannot bring
     */
    public List<Nodes.Trouble> follow() {
        life.exclusively(() -> {
            for (ReleaseRows.Coming coming : ledger.brokenOff()) {
                Unfit why = Unfit.because("brokeOff", Map.of());
                ledger.failed(coming.module(), coming.version(), why);
                audit.write(
                        "module.failed",
                        coming.module(),
                        Map.of("version", coming.version(), "why", why.key(), "whyArguments", why.args()));
            }
            carried.read();
            List<String> astray = carried.astray();
            troubles.keySet().retainAll(astray);
            astray.stream().filter(module -> !ledger.underWay(module)).forEach(this::conform);
        });
        return troubles.entrySet().stream()
                .map(entry -> lacking(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Nodes.Trouble lacking(String module, Failure failure) {
        return new Nodes.Trouble(module, failure.version(), failure.key(), failure.args(), failure.at());
    }

    private void conform(String module) {
        try {
            carried.conform(module);
            turnover.await(module, carried.current(module));
            troubles.remove(module);
            LOG.info("module {} was brought to {}", module, carried.version(module));
        } catch (RuntimeException e) {
            Unfit why = Unfit.of(e);
            troubles.put(module, new Failure(carried.version(module), clock.instant(), why.key(), why.args()));
            LOG.warn("module {} cannot be brought to {}: {}", module, carried.version(module), e.getMessage());
        }
    }
}
