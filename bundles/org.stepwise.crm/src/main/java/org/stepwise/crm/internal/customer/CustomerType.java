package org.stepwise.crm.internal.customer;

import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.SearchKeys;

/** Customers: what they have, how they are listed, and the rules of status and level (CRM-1, CRM-3, CRM-7). */
@Component(service = RecordType.class)
public final class CustomerType extends RecordType<Customer> {
    private static final int LONGEST_SHORT_NAME = 80;
    private static final String AGENTS_CUSTOMER = "agent-customer";
    private final Choices choices;
    private final SearchKeys keys;
    private final Clock clock;

    @Activate
    public CustomerType(@Reference Choices choices, @Reference SearchKeys keys, @Reference Clock clock) {
        super("crm.customer", Customer.class);
        this.choices = choices;
        this.keys = keys;
        this.clock = clock;
        title(c -> c.name);
        number("C-{yyyy}-{0000}");
        declareFields();
        list("name", "industry", "level", "status", "region", "lastContact", "ownerId");
        filters("status", "level", "industry", "region", "source", "channel");
        form(
                "name",
                "shortName",
                "industry",
                "size",
                "source",
                "channel",
                "agentId",
                "parentId",
                "tags",
                "securityLevel");
        section("status", "status", "level", "statusReason");
        section("reach", "country", "region", "address", "phone", "email", "website");
        section("more", "remark");
        links("crm.customer", "directory.person");
        icon("users");
        menu();
        superiorsSee();
    }

    private void declareFields() {
        field("name").search().width(4).help();
        field("shortName").search().help();
        field("status").choice("crm.status").initial(() -> "basic");
        field("level").choice("crm.level").help();
        field("statusReason").help();
        field("statusSince").readOnly();
        field("industry").choice("crm.industry");
        field("size").choice("crm.size");
        field("source").choice("crm.source");
        field("channel").choice("crm.channel").initial(() -> "direct").help();
        field("agentId").ref("crm.customer").help();
        field("parentId").ref("crm.customer");
        field("country").choice("crm.country").initial(() -> "CN");
        field("region").choice("crm.region").width(2);
        field("address");
        field("phone").search().help();
        field("email").search().help();
        field("website").help();
        field("tags").help();
        field("lastContact").readOnly();
        field("remark").longText();
        field("securityLevel").initial(() -> 0).help();
        field("ownerId").ref("directory.person").readOnly();
    }

    @Override
    protected void derive(Customer customer, Saving<Customer> saving) {
        if (customer.shortName.isBlank() && !customer.name.isBlank()) customer.shortName = shortNameOf(customer.name);
        boolean statusSet = saving.before().isEmpty() || saving.changed("status");
        boolean levelLeft = saving.before().isPresent() && statusSet && !saving.changed("level");
        if (customer.level.isBlank() || levelLeft) customer.level = firstLevelOf(customer.status);
        if (statusSet) customer.statusSince = clock.instant();
    }

    /** CRM-1: the initials of the name's pinyin; a name without Chinese as it is. */
    private String shortNameOf(String name) {
        String[] pinyin = keys.pinyin(name).split(" ");
        String initials = pinyin[pinyin.length - 1].toUpperCase(Locale.ROOT);
        String proposed = initials.isEmpty() ? name.strip() : initials;
        return proposed.substring(0, Math.min(proposed.length(), LONGEST_SHORT_NAME));
    }

    /** Of a status that does not exist, which is refused as such: any. */
    private String firstLevelOf(String status) {
        return choices.items("crm.level").stream()
                .sorted(Comparator.comparing(
                        (Choices.Item item) -> !item.parent().equals(status)))
                .map(Choices.Item::code)
                .findFirst()
                .orElse("");
    }

    @Override
    protected void validate(Customer customer, Saving<Customer> saving) {
        levelFitsStatus(customer, saving);
        reasonIsGiven(customer, saving);
        if (customer.channel.equals(AGENTS_CUSTOMER) && customer.agentId == null) {
            saving.reject("agentId", "crm.problem.agentMissing");
        }
        if (customer.parentId != null && customer.parentId == customer.id) {
            saving.reject("parentId", "crm.problem.ownParent");
        }
    }

    private void levelFitsStatus(Customer customer, Saving<Customer> saving) {
        Optional<Choices.Item> level = choices.find("crm.level", customer.level);
        boolean fits = level.isEmpty() || level.get().parent().equals(customer.status);
        if (fits) return;
        String status = choices.find("crm.status", customer.status)
                .map(item -> item.label(saving.caller().locale()))
                .orElse(customer.status);
        saving.reject("level", "crm.problem.levelOfOtherStatus", Map.of("status", status));
    }

    /** CRM-3: a status changes with a reason, which the history keeps. */
    private static void reasonIsGiven(Customer customer, Saving<Customer> saving) {
        boolean moved = saving.before().isPresent() && saving.changed("status");
        if (moved && (customer.statusReason.isBlank() || !saving.changed("statusReason"))) {
            saving.reject("statusReason", "crm.problem.statusReason");
        }
    }
}
