package org.stepwise.kernel.internal.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.module.Later;

/** Who was trained on what (ROL-15). A record belongs to the person trained; heads of units keep those of their people. */
@Component(service = RecordType.class)
public final class TrainingType extends RecordType<TrainingEntry> {
    private static final String MODULE = "module";
    private final Texts texts;
    private final Clock clock;
    private final Later<Modules> later;

    /** The modules look for record types: so they are got when a module's name is to be read. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ServiceReference<Modules> modules;

    @Activate
    public TrainingType(
            @Reference Transactions tx, @Reference Texts texts, @Reference Clock clock, BundleContext context) {
        super("directory.training", TrainingEntry.class);
        this.texts = texts;
        this.clock = clock;
        this.later = new Later<>(context);
        title(training -> new EntryNames(tx).person(training.personId) + " · " + training.module);
        icon("school");
        field("personId").ref("directory.person");
        field(MODULE).search().help();
        field("heldOn").initial(() -> LocalDate.now(clock));
        field("kind").choice("directory.trainingKind");
        field("trainer").search();
        field("remark").longText();
        list("personId", MODULE, "heldOn", "kind", "trainer");
        filters("personId", MODULE, "kind");
        form("personId", MODULE, "heldOn", "kind", "trainer", "remark");
        sort("-heldOn");
    }

    @Override
    protected void derive(TrainingEntry training, Saving<TrainingEntry> saving) {
        if (saving.before().isEmpty() && training.personId != null) training.ownerId = training.personId;
        if (training.module != null) training.module = named(training.module.strip());
    }

    /** Its id, where a name of the module was written. */
    private String named(String written) {
        for (String id : ids()) {
            if (id.equalsIgnoreCase(written)) return id;
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                Optional<String> name = texts.find(locale, id + ".module.name");
                if (name.filter(written::equalsIgnoreCase).isPresent()) return id;
            }
        }
        return written;
    }

    private List<String> ids() {
        return later.get(modules)
                .map(known -> known.all().stream().map(Modules.Info::id).toList())
                .orElse(List.of());
    }

    @Override
    protected void validate(TrainingEntry training, Saving<TrainingEntry> saving) {
        if (saving.changed(MODULE) && !ids().contains(training.module)) {
            Map<String, Object> args = Map.of("value", training.module, "known", String.join(", ", ids()));
            saving.reject(MODULE, "directory.problem.trainingModule", args);
        }
        boolean another = saving.before()
                .filter(before -> !Objects.equals(before.personId, training.personId))
                .isPresent();
        if (another) saving.reject("personId", "directory.problem.trainingPerson");
        if (training.heldOn.isAfter(LocalDate.now(clock).plusDays(1))) {
            saving.reject("heldOn", "directory.problem.trainingLater");
        }
    }
}
