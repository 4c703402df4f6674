package org.stepwise.demo.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Names of people and companies, the same at every run of the same seed. Not thread-safe. */
final class Names {
    private final List<String[]> surnames = Seed.rows("surnames");
    private final List<String[]> given = Seed.rows("given");
    private final List<String> places = Seed.words("company-places");
    private final List<String> cores = Seed.words("company-cores");
    private final List<String> trades = Seed.words("company-trades");
    private final List<String> forms = Seed.words("company-forms");
    private final Map<String, Integer> accounts = new HashMap<>();
    private final Set<String> companies = new HashSet<>();
    private final Random random;

    Names(Random random) {
        this.random = random;
    }

    /** A person's name and an account that nobody else has. */
    record Name(String text, String account) {}

    Name person() {
        String[] family = one(surnames);
        String[] own = one(given);
        String account = family[1] + "." + own[1];
        int times = accounts.merge(account, 1, Integer::sum);
        return new Name(family[0] + own[0], times == 1 ? account : account + times);
    }

    void taken(String account) {
        accounts.merge(account, 1, Integer::sum);
    }

    String company() {
        String name;
        do {
            name = one(places) + one(cores) + one(trades) + one(forms);
        } while (!companies.add(name));
        return name;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
