package org.stepwise.kernel.internal.rollout;

import java.util.List;
import java.util.Locale;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.testkit.TestKernel;

/**
 * A small company, written straight into the directory's tables: the group, below it sales with east and west, and finance.
 * Everybody's position is in one unit.
 */
final class Company {
    private static final String FIXED =
            "id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted,"
                    + " name_key, pinyin_key, created_at, created_by, updated_at, updated_by";
    private static final String VALUES = "?, 1, '', '', 0, 0, 0, 0, false, '', '', ?, 0, ?, 0";
    private final TestKernel kernel;
    private final Sql sql;
    private final long post;
    final long group;
    final long sales;
    final long east;
    final long west;
    final long finance;
    final long li;
    final long wang;
    final long zhao;
    final long sun;
    final long administrator;

    Company(TestKernel kernel, Sql sql) {
        this.kernel = kernel;
        this.sql = sql;
        post = id();
        sql.update(
                "insert into directory_post (" + FIXED + ", code, name_zh, name_en, level) values (" + VALUES
                        + ", 'staff', '员工', 'Staff', 1)",
                post,
                now(),
                now());
        group = unit("group", "集团", List.of());
        sales = unit("sales", "销售部", List.of(group));
        east = unit("east", "华东", List.of(sales, group));
        west = unit("west", "华西", List.of(sales, group));
        finance = unit("finance", "财务部", List.of(group));
        li = person("li", PersonState.ACTIVE, east);
        wang = person("wang", PersonState.ACTIVE, east);
        zhao = person("zhao", PersonState.ACTIVE, west);
        sun = person("sun", PersonState.ACTIVE, finance);
        administrator = person("root", PersonState.ACTIVE, group);
        role("administrator", administrator);
        sql.update("update directory_unit set head_id = ? where id = ?", li, east);
    }

    /** Takes away people, units and phases of an earlier test. */
    static void clear(Sql sql) {
        sql.update("update kernel_audit_end set place = 0, entry_id = 0, hash = ''");
        for (String table : List.of(
                "rollout_phase",
                "rollout_phase_module",
                "rollout_phase_scope",
                "rollout_phase_responsible",
                "rollout_task",
                "rollout_criterion",
                "rollout_event",
                "rollout_use",
                "rollout_seen",
                "rollout_feedback",
                "rollout_preparation",
                "rollout_team",
                "rollout_scheme",
                "rollout_signature",
                "rollout_goal",
                "rollout_call",
                "rollout_call_file",
                "rollout_stand_in",
                "rollout_errand",
                "directory_training",
                "rollout_rules",
                "rollout_rules_confirmed",
                "directory_position",
                "directory_person",
                "directory_unit",
                "directory_post",
                "unit_closure",
                "unit_past",
                "kernel_audit",
                "role_member")) {
            sql.update("delete from " + table);
        }
        sql.update("delete from role_grant where type like 'crm.%'");
        sql.update("update kernel_stamp set value = value + 1");
    }

    private long id() {
        return sql.nextId("kernel_principal_seq");
    }

    private java.time.Instant now() {
        return kernel.clock().instant();
    }

    long unit(String code, String name, List<Long> above) {
        long unit = id();
        long below = id();
        sql.update(
                "insert into directory_unit (" + FIXED + ", code, name_zh, name_en, kind, tree, parent_id, sort_order,"
                        + " below_id) values (" + VALUES + ", ?, ?, ?, 'DEPARTMENT', 'main', ?, 1, ?)",
                unit,
                now(),
                now(),
                code,
                name,
                code,
                above.isEmpty() ? java.util.Optional.empty() : above.get(0),
                below);
        sql.update(
                "insert into unit_past (unit_id, from_day, name_zh, name_en, kind, tree, parent_id, sort_order)"
                        + " values (?, ?, ?, ?, 'DEPARTMENT', 'main', ?, 1)",
                unit,
                java.time.LocalDate.of(2000, 1, 1),
                name,
                code,
                above.isEmpty() ? java.util.Optional.empty() : above.get(0));
        sql.update("insert into unit_closure (anc, des) values (?, ?)", unit, unit);
        for (long one : above) sql.update("insert into unit_closure (anc, des) values (?, ?)", one, unit);
        return unit;
    }

    long person(String account, PersonState state, long unit) {
        long person = id();
        sql.update(
                "insert into directory_person (" + FIXED + ", account, name, locale, time_zone, clearance, state)"
                        + " values (" + VALUES + ", ?, ?, 'zh-CN', 'Asia/Shanghai', 0, ?)",
                person,
                now(),
                now(),
                account,
                account.toUpperCase(Locale.ROOT),
                state);
        position(person, unit);
        return person;
    }

    void position(long person, long unit) {
        sql.update(
                "insert into directory_position (" + FIXED + ", person_id, in_unit_id, post_id, primary_position)"
                        + " values (" + VALUES + ", ?, ?, ?, true)",
                sql.nextId("directory_position_seq"),
                now(),
                now(),
                person,
                unit,
                post);
    }

    /** A group of everybody who works in the unit. */
    long group(String code, long unit) {
        long group = id();
        sql.update(
                "insert into directory_group (" + FIXED + ", code, name_zh, rule_unit_id) values (" + VALUES
                        + ", ?, ?, ?)",
                group,
                now(),
                now(),
                code,
                code,
                unit);
        return group;
    }

    void role(String code, long principal) {
        sql.update(
                "insert into role_member (role_id, principal_id) select id, ? from directory_role where code = ?",
                principal,
                code);
        sql.update("update kernel_stamp set value = value + 1 where name = 'directory'");
    }
}
