package org.stepwise.crm.internal.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Activities, parts of their customer (CRM-8). A recorded result is stamped with author and time and can be changed for some hours;
 * afterwards a correction is added.
 */
@Component(service = RecordType.class)
public final class ActivityType extends RecordType<Activity> {
    private final Clock clock;
    private final Settings settings;
    private final Transactions transactions;

    @Activate
    public ActivityType(@Reference Clock clock, @Reference Settings settings, @Reference Transactions transactions) {
        super("crm.activity", Activity.class);
        this.clock = clock;
        this.settings = settings;
        this.transactions = transactions;
        title(a -> a.subject);
        field("customerId").ref("crm.customer").part();
        field("contactId").ref("crm.contact");
        field("kind").choice("crm.activity").initial(() -> "call");
        field("subject").search().width(3).help();
        field("plannedAt");
        field("plan").longText();
        field("doneAt").help();
        field("result").longText().help();
        field("nextStep");
        field("nextAt");
        field("place");
        field("participants").help();
        field("correctsId").ref("crm.activity").help();
        field("stampedAt").readOnly();
        field("remindedAt").readOnly();
        field("ownerId").ref("directory.person").readOnly();
        list("subject", "customerId", "kind", "plannedAt", "doneAt", "nextAt", "ownerId");
        filters("kind", "plannedAt", "doneAt");
        form("customerId", "contactId", "kind", "subject");
        section("plan", "plannedAt", "place", "participants", "plan");
        section("result", "doneAt", "result", "nextStep", "nextAt", "correctsId");
        sort("-plannedAt");
        icon("phone");
        menu();
        superiorsSee();
    }

    @Override
    protected void derive(Activity activity, Saving<Activity> saving) {
        if (activity.doneAt == null && !activity.result.isBlank()) activity.doneAt = clock.instant();
        if (activity.subject.isBlank()) activity.subject = firstWords(activity);
        if (activity.plannedAt == null) activity.plannedAt = activity.doneAt;
        boolean recordedNow = activity.stampedAt == null && activity.doneAt != null;
        if (recordedNow) activity.stampedAt = clock.instant();
        if (saving.changed("plannedAt")) activity.remindedAt = null;
    }

    private static String firstWords(Activity activity) {
        String text = activity.result.isBlank() ? activity.plan : activity.result;
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }

    @Override
    protected void validate(Activity activity, Saving<Activity> saving) {
        if (activity.subject.isBlank()) saving.reject("subject", "crm.problem.nothingSaid");
        if (activity.plannedAt == null && activity.doneAt == null) saving.reject("plannedAt", "crm.problem.noTime");
        if (activity.doneAt != null && activity.doneAt.isAfter(clock.instant().plus(Duration.ofMinutes(5)))) {
            saving.reject("doneAt", "crm.problem.doneInFuture");
        }
        if (activity.doneAt != null && activity.result.isBlank()) saving.reject("result", "crm.problem.noResult");
        ofTheSameCustomer("contactId", "crm_contact", activity.contactId, activity, saving);
        ofTheSameCustomer("correctsId", "crm_activity", activity.correctsId, activity, saving);
    }

    private void ofTheSameCustomer(
            String field, String table, Long referred, Activity activity, Saving<Activity> saving) {
        boolean judged = referred != null && activity.customerId != null;
        if (!judged || !saving.changed(field) && !saving.changed("customerId")) return;
        String owner = "select customer_id from " + table + " where id = ?";
        boolean other = transactions
                .sql()
                .first(owner, row -> row.number(1), referred)
                .filter(customer -> !customer.equals(activity.customerId))
                .isPresent();
        if (other) saving.reject(field, "crm.problem.otherCustomer");
    }

    /** A real contact moves the customer's date of last contact; done in SQL, since it is no change by a person. */
    @Override
    protected void saved(Activity activity, Saving<Activity> saving) {
        if (activity.doneAt == null) return;
        transactions
                .sql()
                .update(
                        "update crm_customer set last_contact = ? where id = ? and (last_contact is null or last_contact < ?)",
                        activity.doneAt,
                        activity.customerId,
                        activity.doneAt);
    }

    @Override
    protected Optional<String> locked(Activity activity, Caller caller) {
        if (activity.stampedAt == null) return Optional.empty();
        int hours = settings.get(ActivityRules.class, activity.unitId).alterableHours();
        Instant end = activity.stampedAt.plus(Duration.ofHours(hours));
        return clock.instant().isAfter(end) ? Optional.of("crm.activity.locked") : Optional.empty();
    }
}
