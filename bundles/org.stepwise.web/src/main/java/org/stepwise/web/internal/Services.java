package org.stepwise.web.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Handovers;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.directory.Photos;
import org.stepwise.kernel.api.directory.UnitMoves;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Nodes;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Errands;
import org.stepwise.kernel.api.rollout.Feedbacks;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.kernel.api.rollout.StaffCalls;
import org.stepwise.kernel.api.rollout.StandIns;
import org.stepwise.kernel.api.rollout.SurveyStandings;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.kernel.api.rollout.Trials;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.setting.Settings;
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
    public final Modules modules;
    public final SignIn signIn;
    public final Choices choices;
    public final Rollout rollout;
    public final Jobs jobs;
    public final Audit audit;
    public final Clock clock;
    public final Adoption adoption;
    public final Feedbacks feedbacks;
    public final Acceptance acceptance;
    public final Trials trials;
    public final UsageRules rules;
    public final Preparations preparations;
    public final Trainings trainings;
    public final Teams teams;
    public final Schemes schemes;
    public final Goals goals;
    public final StaffCalls calls;
    public final StandIns standIns;
    public final Errands errands;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Files> files = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<UnitMoves> moves = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Grants> grants = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Settings> settings = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Photos> photos = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Notices> notices = List.of();

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

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Links> links = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Imports> imports = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Releases> releases = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Nodes> nodes = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<RolloutPlan> plans = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<ConfigurationTransfer> configurations = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<SurveyStandings> standings = List.of();

    @Activate
    public Services(
            @Reference Transactions tx,
            @Reference Callers callers,
            @Reference Access access,
            @Reference Records records,
            @Reference Types types,
            @Reference Texts texts,
            @Reference Directory directory,
            @Reference Modules modules,
            @Reference SignIn signIn,
            @Reference Choices choices,
            @Reference Rollout rollout,
            @Reference Jobs jobs,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Adoption adoption,
            @Reference Feedbacks feedbacks,
            @Reference Acceptance acceptance,
            @Reference Trials trials,
            @Reference UsageRules rules,
            @Reference Preparations preparations,
            @Reference Trainings trainings,
            @Reference Teams teams,
            @Reference Schemes schemes,
            @Reference Goals goals,
            @Reference StaffCalls calls,
            @Reference StandIns standIns,
            @Reference Errands errands) {
        this.tx = tx;
        this.callers = callers;
        this.access = access;
        this.records = records;
        this.types = types;
        this.texts = texts;
        this.directory = directory;
        this.modules = modules;
        this.signIn = signIn;
        this.choices = choices;
        this.rollout = rollout;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
        this.adoption = adoption;
        this.feedbacks = feedbacks;
        this.acceptance = acceptance;
        this.trials = trials;
        this.rules = rules;
        this.preparations = preparations;
        this.trainings = trainings;
        this.teams = teams;
        this.schemes = schemes;
        this.goals = goals;
        this.calls = calls;
        this.standIns = standIns;
        this.errands = errands;
    }

    /** Servers on the database; none while that is not known. */
    public List<Nodes.Node> nodes() {
        return nodes.stream().findFirst().map(Nodes::all).orElse(List.of());
    }

    /** @throws Unavailable while photos are not there */
    public Photos photos() {
        return photos.stream().findFirst().orElseThrow(() -> new Unavailable("web.photo.unavailable"));
    }

    /** Versions of the photos by person. */
    public Map<Long, String> faces() {
        return photos.stream().findFirst().map(Photos::versions).orElse(Map.of());
    }

    /** @throws Unavailable while they are not there */
    public Grants grants() {
        return grants.stream().findFirst().orElseThrow(() -> new Unavailable("web.settings.unavailable"));
    }

    /** @throws Unavailable while they are not there */
    public UnitMoves moves() {
        return moves.stream().findFirst().orElseThrow(() -> new Unavailable("web.settings.unavailable"));
    }

    public Optional<Settings> settings() {
        return settings.stream().findFirst();
    }

    public Optional<Files> files() {
        return files.stream().findFirst();
    }

    /** @throws Unavailable while links are not there */
    public Links links() {
        return links.stream().findFirst().orElseThrow(() -> new Unavailable("web.links.unavailable"));
    }

    /** @throws Unavailable while import and export are not there */
    public Imports imports() {
        return imports.stream().findFirst().orElseThrow(() -> new Unavailable("web.import.unavailable"));
    }

    public Optional<Releases> releases() {
        return releases.stream().findFirst();
    }

    /** The roll-out as a file. */
    public Optional<RolloutPlan> plan() {
        return plans.stream().findFirst();
    }

    /** Are there surveys at all? */
    public boolean surveying() {
        return !standings.isEmpty();
    }

    /** Surveys that prepare a phase; none while that bundle is not there. */
    public List<SurveyStandings.Standing> surveys(String phase) {
        return standings.stream()
                .flatMap(each -> each.standings(phase).stream())
                .toList();
    }

    /** The configuration as a file. */
    public Optional<ConfigurationTransfer> configuration() {
        return configurations.stream().findFirst();
    }

    public Optional<Notices> notices() {
        return notices.stream().findFirst();
    }

    public Optional<Handovers> handovers() {
        return handovers.stream().findFirst();
    }

    public Optional<OrgImport> orgImport() {
        return orgImports.stream().findFirst();
    }

    /** Counts the module as used by the caller, for the board's figures. @param what of it: a type, a function, or the module */
    public void used(Caller caller, String module, String what) {
        usages.forEach(usage -> usage.used(caller, module, what));
    }
}
