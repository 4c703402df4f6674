package org.stepwise.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Sql;

/**
 * Entries whose titles are made of the names of others: positions of person, unit and post, deputies and members of the person. After
 * a new name their titles and search keys follow, also in the recycle bin; nobody changed the entries themselves, so their versions
 * stay.
 */
public record NamedAfter(Sql sql, SearchKeys keys) {
    private static final int LONGEST = 400;

    /** @param people of a new name */
    public void people(Collection<Long> people) {
        positions("person_id", people);
        titles("directory_deputy", people);
        titles("directory_member", people);
    }

    public void units(Collection<Long> units) {
        positions("in_unit_id", units);
    }

    public void posts(Collection<Long> posts) {
        positions("post_id", posts);
    }

    private void positions(String column, Collection<Long> ids) {
        String select = "select o.id, p.name, u.name_zh, t.name_zh from directory_position o"
                + " left join directory_person p on p.id = o.person_id left join directory_unit u on u.id = o.in_unit_id"
                + " left join directory_post t on t.id = o.post_id where o." + column + " in (?)";
        for (List<Long> some : Closure.inLists(ids)) {
            List<Object[]> rows = new ArrayList<>();
            sql.each(
                    select, row -> rows.add(titled(title(row.text(2), row.text(3), row.text(4)), row.number(1))), some);
            sql.batch(update("directory_position", "id"), rows);
        }
    }

    private void titles(String table, Collection<Long> people) {
        for (List<Long> some : Closure.inLists(people)) {
            List<Object[]> rows = new ArrayList<>();
            sql.each(
                    "select id, name from directory_person where id in (?)",
                    row -> rows.add(titled(row.text(2), row.number(1))),
                    some);
            sql.batch(update(table, "person_id"), rows);
        }
    }

    private static String update(String table, String by) {
        return "update " + table + " set title = ?, name_key = ?, pinyin_key = ? where " + by + " = ?";
    }

    private Object[] titled(String name, long id) {
        String title = cut(name);
        return new Object[] {title, cut(keys.name(title)), cut(keys.pinyin(title)), id};
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Title of a position. */
    public static String title(String person, String unit, String post) {
        return String.join(" · ", person, unit, post);
    }
}
