package org.stepwise.crm.internal.demo;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.stepwise.crm.internal.activity.Activity;
import org.stepwise.crm.internal.contact.Contact;
import org.stepwise.crm.internal.customer.Customer;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.setting.Choices;

/** 2,000 customers with contacts and a history of activities for the demo company, the same at every run. */
public final class DemoCustomers {
    private static final int CUSTOMERS = 2_000;
    private static final List<String> SOURCES = List.of("phone", "web", "fair", "referral", "own", "tender");
    private static final List<String> SIZES = List.of("micro", "small", "medium", "large", "huge");
    private static final List<String> STATUSES =
            List.of("basic", "basic", "basic", "potential", "potential", "successful", "invalid");
    private static final List<String> KINDS = List.of("call", "visit", "mail", "meeting", "demo", "message");
    private final Module.Demo demo;
    private final Random random;
    private final Clock clock;
    private final DemoWords words;

    public DemoCustomers(Module.Demo demo, Choices choices, Clock clock) {
        this.demo = demo;
        this.clock = clock;
        this.words = new DemoWords(choices);
        this.random = demo.random();
    }

    public void create() {
        demo.steps(CUSTOMERS, this::createOne);
    }

    private void createOne(int number) {
        Customer customer = customer(number);
        customer.id = demo.records().save(customer).id();
        Contact contact = contact(customer);
        contact.id = demo.records().save(contact).id();
        int activities = random.nextInt(3);
        for (int i = 0; i < activities; i++) demo.records().save(activity(customer, contact));
    }

    private Customer customer(int number) {
        Customer customer = new Customer();
        customer.name = demo.companyName(number);
        customer.ownerId = one(demo.salespeople());
        customer.status = one(STATUSES);
        customer.industry = words.industryOf(customer.name);
        customer.size = one(SIZES);
        customer.source = one(SOURCES);
        customer.channel = "direct";
        customer.country = "CN";
        customer.region = words.regionOf(customer.name, random);
        customer.phone = "0" + (510 + random.nextInt(80)) + "-" + (80_000_000 + random.nextInt(9_000_000));
        customer.website = "www.c" + random.nextInt(10_000) + ".example";
        return customer;
    }

    private Contact contact(Customer customer) {
        Contact contact = new Contact();
        contact.customerId = customer.id;
        contact.name = demo.personName();
        contact.decisionRole = random.nextBoolean() ? "decider" : "buyer";
        contact.salutation = random.nextBoolean() ? "mr" : "ms";
        contact.mobile = "13" + (100_000_000 + random.nextInt(899_999_999));
        contact.main = true;
        return contact;
    }

    private Activity activity(Customer customer, Contact contact) {
        Activity activity = new Activity();
        activity.customerId = customer.id;
        activity.contactId = contact.id;
        activity.ownerId = customer.ownerId;
        activity.kind = one(KINDS);
        activity.doneAt = clock.instant()
                .minus(random.nextInt(100), ChronoUnit.DAYS)
                .minus(random.nextInt(600), ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.MINUTES);
        activity.result = words.result(random);
        return activity;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
