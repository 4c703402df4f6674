package org.stepwise.benchmarks.lists;

import java.util.List;

/**
 * A page as it is asked over REST, and the floor that answers the same to somebody without walls, in plain SQL.
 *
 * @param asked query of the address
 * @param deep the page after 1,000 rows
 * @param bounded growth is bounded (P3); the substring search is bounded by its floor instead
 */
record Question(String name, String asked, boolean deep, boolean bounded, String where, String order) {
    static final String DEFAULT = "default";
    static final String SUBSTRING = "substring";
    private static final String NEWEST = "created_at desc, id desc";
    private static final String FOUND =
            "(name_key like '%armo%' or number collate \"C\" >= 'armo' and number collate \"C\" < 'armp'"
                    + " or number collate \"C\" >= 'ARMO' and number collate \"C\" < 'ARMP'"
                    + " or pinyin_key collate \"C\" >= 'armo' and pinyin_key collate \"C\" < 'armp' or pinyin_key like '% armo%'"
                    + field("short_name") + field("phone") + field("email") + field("name") + ")";

    private static String field(String column) {
        String lower = "lower(" + column + ") collate \"C\"";
        return " or " + lower + " >= 'armo' and " + lower + " < 'armp'";
    }

    static List<Question> all() {
        return List.of(
                new Question(DEFAULT, "", false, true, "", NEWEST),
                new Question("sort by name", "sort=name", false, true, "", "name collate \"C\", id"),
                new Question(
                        "sort by last contact",
                        "sort=-lastContact",
                        false,
                        true,
                        " and last_contact is not null",
                        "last_contact desc, id desc"),
                new Question("filter 6 %", "filter=status:eq:invalid", false, true, " and status = 'invalid'", NEWEST),
                new Question(
                        "filter 0.1 %",
                        "filter=region:eq:100300&sort=-updatedAt",
                        false,
                        false,
                        " and region = '100300'",
                        "updated_at desc, id desc"),
                new Question("page after 1,000", "", true, true, "", NEWEST),
                new Question(
                        "name prefix",
                        "filter=name:like:tarmo*&sort=name",
                        false,
                        true,
                        " and lower(name) collate \"C\" >= 'tarmo' and lower(name) collate \"C\" < 'tarmp'",
                        "name collate \"C\", id"),
                new Question(SUBSTRING, "q=armo", false, false, " and " + FOUND, NEWEST));
    }

    /** The columns and the number of rows of the page, without permission. */
    String floor() {
        return "select id, version, number, title, name, industry, level, status, region, last_contact, owner_id"
                + " from crm_customer where not deleted" + where + " order by " + order + " limit 51";
    }
}
