package org.stepwise.web.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Handovers;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;

/** The kernel's services as the pages use them, in one place, so that pages are made with plain {@code new}. */
@Component(service = Services.class)
public final class Services {
    public final Transactions tx;
    public final Callers callers;
    public final Access access;
    public final Records records;
    public final Types types;
    public final Texts texts;
    public final Directory directory;
    public final Links links;
    public final Modules modules;
    public final SignIn signIn;
    public final Choices choices;
    public final Rollout rollout;
    public final Jobs jobs;
    public final Audit audit;
    public final Imports imports;
    public final Clock clock;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Files> files = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Notices> notices = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Health> health = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Handovers> handovers = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<OrgImport> orgImports = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Usage> usages = List.of();

    @Activate
    public Services(
            @Reference Transactions tx,
            @Reference Callers callers,
            @Reference Access access,
            @Reference Records records,
            @Reference Types types,
            @Reference Texts texts,
            @Reference Directory directory,
            @Reference Links links,
            @Reference Modules modules,
            @Reference SignIn signIn,
            @Reference Choices choices,
            @Reference Rollout rollout,
            @Reference Jobs jobs,
            @Reference Audit audit,
            @Reference Imports imports,
            @Reference Clock clock) {
        this.tx = tx;
        this.callers = callers;
        this.access = access;
        this.records = records;
        this.types = types;
        this.texts = texts;
        this.directory = directory;
        this.links = links;
        this.modules = modules;
        this.signIn = signIn;
        this.choices = choices;
        this.rollout = rollout;
        this.jobs = jobs;
        this.audit = audit;
        this.imports = imports;
        this.clock = clock;
    }

    /** Services that may be left out; for wiring by hand. */
    public Services with(List<Files> store, List<Notices> board, List<Usage> counters) {
        files = List.copyOf(store);
        notices = List.copyOf(board);
        usages = List.copyOf(counters);
        return this;
    }

    /** Services of the organisation; for wiring by hand. */
    public Services with(List<Handovers> open, List<OrgImport> readers) {
        handovers = List.copyOf(open);
        orgImports = List.copyOf(readers);
        return this;
    }

    public Optional<Files> files() {
        return files.stream().findFirst();
    }

    public Optional<Notices> notices() {
        return notices.stream().findFirst();
    }

    public List<Health> health() {
        return health;
    }

    public Optional<Handovers> handovers() {
        return handovers.stream().findFirst();
    }

    public Optional<OrgImport> orgImport() {
        return orgImports.stream().findFirst();
    }

    /** Counts the module as used by the caller, for the board's figures. */
    public void used(Caller caller, String module) {
        usages.forEach(usage -> usage.used(caller, module));
    }
}
