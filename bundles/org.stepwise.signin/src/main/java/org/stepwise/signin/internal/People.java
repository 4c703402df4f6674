package org.stepwise.signin.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;

/** Finds people by their accounts, many at once. */
final class People {
    private static final int BATCH = 250;
    private static final String ACCOUNT = "account";
    private final Records records;
    private final Directory directory;

    People(Records records, Directory directory) {
        this.records = records;
        this.directory = directory;
    }

    /** Person ids in the order of the accounts. @throws org.stepwise.kernel.api.NotFound for the first that nobody has */
    Map<String, Long> byAccount(Collection<String> accounts) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(accounts));
        if (wanted.size() == 1)
            return Map.of(wanted.get(0), directory.requireAccount(wanted.get(0)).id());
        Records all = records.asSystem("one-time passwords");
        Map<String, Long> known = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i += BATCH) {
            List<String> some = wanted.subList(i, Math.min(wanted.size(), i + BATCH));
            Filter among = new Filter(ACCOUNT, Filter.Op.IN, String.join(",", some));
            Query query = Query.ALL.where(among).fields(List.of(ACCOUNT)).limit(500);
            for (Row row : all.list(AccountRights.PERSON, query).rows()) {
                known.put(String.valueOf(row.value(ACCOUNT)), row.id());
            }
        }
        Map<String, Long> found = new LinkedHashMap<>();
        wanted.forEach(account -> found.put(
                account,
                known.computeIfAbsent(account, a -> directory.requireAccount(a).id())));
        return found;
    }
}
