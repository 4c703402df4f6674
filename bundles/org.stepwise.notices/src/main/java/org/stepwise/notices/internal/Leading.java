package org.stepwise.notices.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.tx.Sql;

/**
 * Writes notices that lead to a page instead of a record. While one is unread and young, more of the same kind and list go into it.
 * Three statements, however many receivers.
 *
 * @param caught phase in whose trial they are caught, 0 for none
 */
record Leading(Sql sql, NoticeRules rules, Instant now, long caught) {
    static final String PATH = "path";
    static final String LIST = "list";
    /** Unread, even if its receiver reads it at this moment. */
    private static final String MORE =
            "update notices_notice set records = records + 1, sent_at = ?, read_at = null where id = ?";

    private static final String NEW =
            "insert into notices_notice (id, person_id, module, kind, args, type, record_id, sent_at,"
                    + " caught_phase) values (?, ?, ?, ?, ?, '', 0, ?, ?)";

    void tell(String module, Set<Long> persons, String key, Map<String, Object> args, Notices.Page page) {
        if (persons.isEmpty()) return;
        Map<String, Object> all = new HashMap<>(args);
        all.put(PATH, page.path());
        all.put(LIST, page.list());
        String stored = Arguments.write(all);
        Map<Long, Kept> open = open(persons, key, page);
        List<Object[]> more = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        for (long person : persons) {
            if (open.containsKey(person))
                more.add(new Object[] {now, open.get(person).id()});
            else fresh.add(new Object[] {sql.nextId("notices_seq"), person, module, key, stored, now, caught});
        }
        sql.batch(MORE, more);
        sql.batch(NEW, fresh);
    }

    private Map<Long, Kept> open(Set<Long> persons, String key, Notices.Page page) {
        Map<Long, Kept> open = new HashMap<>();
        sql
                .list(
                        Kept.COLUMNS + " where person_id in (?) and read_at is null and sent_at >= ? and kind = ?"
                                + " and type = '' and caught_phase = ? order by sent_at, id",
                        row -> Map.entry(row.number(11), Kept.of(row)),
                        persons,
                        now.minus(Duration.ofMinutes(rules.mergeMinutes())),
                        key,
                        caught)
                .stream()
                .filter(entry -> page.list()
                        .equals(Arguments.read(entry.getValue().args()).get(LIST)))
                .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
        return open;
    }
}
