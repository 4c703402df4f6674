package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertThrows;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.records.internal.deal.RecordKernel;

/** What the system does with people, units and posts as records. */
final class OrganisationDesk {
    private final RecordKernel kernel;
    final Directory directory;

    OrganisationDesk(RecordKernel kernel) {
        this.kernel = kernel;
        this.directory = kernel.get(Directory.class);
    }

    Records records() {
        return kernel.records();
    }

    <T> T system(java.util.function.Supplier<T> work) {
        return kernel.kernel().system(work);
    }

    void run(Runnable work) {
        kernel.kernel().system(work);
    }

    void update(String type, long id, Map<String, ?> changes) {
        run(() -> {
            RecordId record = RecordId.of(type, id);
            records().update(record, records().card(record).row().version(), changes);
        });
    }

    void delete(String type, long id) {
        run(() -> {
            RecordId record = RecordId.of(type, id);
            records().delete(record, records().card(record).row().version());
        });
    }

    long unit(String code, String parent, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(Map.of("code", code, "nameZh", code, "kind", "TEAM"));
        values.putAll(more);
        if (!parent.isEmpty())
            values.put(
                    "parentId", kernel.get(Directory.class).requireUnit(parent).id());
        return system(() -> records().create("directory.unit", values)).id();
    }

    long person(String account, String unit) {
        return system(() -> kernel.person(account, unit, ""));
    }

    List<String> broken(Runnable work) {
        return assertThrows(Invalid.class, () -> run(work)).violations().stream()
                .map(v -> v.field() + " " + v.code())
                .toList();
    }

    org.stepwise.kernel.api.access.Caller callers(String account) {
        return kernel.get(Callers.class).account(account, Door.REST);
    }

    RecordId position(long person) {
        long id = kernel.sql()
                .number("select id from directory_position where person_id = ? and primary_position = true", person);
        return RecordId.of("directory.position", id);
    }

    long version(RecordId record) {
        return records().card(record).row().version();
    }

    LocalDate today() {
        return LocalDate.now(kernel.kernel().clock());
    }

    List<String> accounts(List<Person> people) {
        return people.stream().map(Person::account).toList();
    }
}
