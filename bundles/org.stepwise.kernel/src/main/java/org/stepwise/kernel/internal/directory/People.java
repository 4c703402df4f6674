package org.stepwise.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Reads people as others see them. */
record People(Transactions tx, DisplayNames names) {
    private static final String SELECT = "select p.id, p.account, p.name, p.state, o.in_unit_id, u.name_zh, u.name_en,"
            + " t.name_zh, t.name_en, p.name_en from directory_person p"
            + " left join directory_position o on o.person_id = p.id and o.deleted = false and o.primary_position = true"
            + " left join directory_unit u on u.id = o.in_unit_id left join directory_post t on t.id = o.post_id"
            + " where p.deleted = false and (";

    List<Person> where(String condition, Object... args) {
        return tx.sql().list(SELECT + condition + ") order by p.name_key, p.id", this::person, args);
    }

    private Person person(Sql.Row row) {
        return new Person(
                row.number(1),
                row.text(2),
                names.of(row.text(3), row.text(10)),
                PersonState.valueOf(row.text(4)),
                row.number(5),
                names.of(row.text(6), row.text(7)),
                names.of(row.text(8), row.text(9)));
    }

    /** In the order of the ids; those who are not there are left out. */
    List<Person> inOrder(Collection<Long> ids) {
        Map<Long, Person> found = new HashMap<>();
        for (List<Long> some : Closure.inLists(ids)) {
            where("p.id in (?)", some).forEach(person -> found.put(person.id(), person));
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Those of them who have not left and are not frozen, by name. Ids are read first: Derby joins badly under an IN. */
    List<Person> working(Collection<Long> ids) {
        List<Person> found = new ArrayList<>();
        for (List<Long> some : Closure.inLists(ids)) {
            found.addAll(where("p.state in ('ACTIVE', 'INVITED', 'LEAVING') and p.id in (?)", some));
        }
        found.sort(Comparator.comparing(Person::name).thenComparing(Person::id));
        return found;
    }

    List<String> accounts() {
        return tx.sql().list("select account from directory_person where deleted = false", row -> row.text(1));
    }

    /** By prefix of name, account, pinyin or initials. */
    List<Person> suggest(String text, int limit) {
        String typed = text.strip().toLowerCase(Locale.ROOT);
        String prefix = typed.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return tx.sql()
                .list(
                        SELECT + "p.state in ('ACTIVE', 'INVITED', 'LEAVING') and (p.name_key like ? escape '!'"
                                + " or p.account like ? escape '!' or p.pinyin_key like ? escape '!'"
                                + " or p.pinyin_key like ? escape '!')) order by p.name_key, p.id"
                                + tx.sql().limit(limit),
                        this::person,
                        prefix,
                        prefix,
                        prefix,
                        "% " + prefix);
    }
}
