package org.stepwise.benchmarks.lists;

import java.util.List;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;

/**
 * What is asked, of the engine and of the floor.
 *
 * @param where condition of the floor's statement, order of the floor's statement
 */
record Question(String name, Query query, boolean deep, boolean count, String where, String order) {
    private static final Query ALL = Query.ALL;
    private static final String NEWEST = "created_at desc, id desc";

    static List<Question> all() {
        return List.of(
                new Question("default", ALL, false, false, "", NEWEST),
                new Question("name sort", ALL.sort("name"), false, false, "", "name collate \"C\", id"),
                new Question("amount sort", ALL.sort("-amount"), false, false, "", "amount desc, id desc"),
                new Question(
                        "city, indexed",
                        ALL.where(Filter.eq("city", 300)).sort("-updatedAt"),
                        false,
                        false,
                        " and city = 300",
                        "updated_at desc, id desc"),
                new Question(
                        "stage, no index", ALL.where(Filter.eq("stage", 5)), false, false, " and stage = 5", NEWEST),
                new Question("page after 1,000", ALL, true, false, "", NEWEST),
                new Question("count to 1,000", ALL, false, true, "", ""),
                new Question(
                        "name prefix",
                        ALL.where(new Filter("name", Filter.Op.LIKE, "tarmo*")).sort("name"),
                        false,
                        false,
                        " and lower(name) collate \"C\" >= 'tarmo' and lower(name) collate \"C\" < 'tarmp'",
                        "name collate \"C\", id"),
                new Question("substring", ALL.text("armo"), false, false, " and name_key like '%armo%'", NEWEST));
    }
}
