package org.stepwise.survey.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.tx.Sql;

/** The tables of rounds and sheets; every method runs in the surrounding transaction. */
record SurveyTable(Sql sql) {
    private static final String ROUND =
            "select id, form, body, phase, due_on, sent_at, by_person, by_name from survey_round";
    private static final String SHEET =
            "select id, round_id, unit_id, person_id, state, answers, version, remark, changed_at, changed_by from survey_sheet";
    private static final String MINE = " where person_id = ? or unit_id in"
            + " (select u.id from directory_unit u where u.head_id = ? and u.deleted = false)";

    private static Round round(Sql.Row row) {
        return new Round(
                row.number(1),
                Form.of(row.text(2), Yaml.read(row.text(3))),
                row.text(4),
                row.date(5).orElseThrow(),
                row.instant(6).orElseThrow(),
                row.number(7),
                row.text(8));
    }

    private static Sheet sheet(Sql.Row row) {
        String answers = row.text(6);
        return new Sheet(
                row.number(1),
                row.number(2),
                row.number(3),
                row.number(4),
                Sheet.State.valueOf(row.text(5)),
                answers.isEmpty() ? Answers.NONE : new Answers(Yaml.read(answers)),
                row.number(7),
                row.text(8),
                row.instant(9).orElseThrow(),
                row.text(10));
    }

    List<Round> rounds(int limit) {
        return sql.list(ROUND + " order by sent_at desc, id desc" + sql.limit(limit), SurveyTable::round);
    }

    List<Round> rounds(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(ROUND + " where id in (?) order by due_on, id", SurveyTable::round, ids);
    }

    List<Round> ofPhase(String phase) {
        return sql.list(ROUND + " where phase = ? order by due_on, id", SurveyTable::round, phase);
    }

    Optional<Round> round(long id) {
        return sql.first(ROUND + " where id = ?", SurveyTable::round, id);
    }

    long insert(String form, Item body, String phase, LocalDate due, Caller by, Instant at) {
        long id = sql.nextId("survey_round_seq");
        sql.update(
                "insert into survey_round (id, form, body, phase, due_on, sent_at, by_person, by_name) values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                form,
                Yaml.write(body),
                phase,
                due,
                at,
                by.person(),
                by.name());
        return id;
    }

    long insert(long round, long unit, long person, Caller by, Instant at) {
        long id = sql.nextId("survey_sheet_seq");
        sql.update(
                "insert into survey_sheet (id, round_id, unit_id, person_id, state, answers, version, remark, changed_at, changed_by)"
                        + " values (?, ?, ?, ?, 'OPEN', '', 1, '', ?, ?)",
                id,
                round,
                unit,
                person,
                at,
                by.name());
        return id;
    }

    List<Sheet> sheets(long round) {
        return sql.list(SHEET + " where round_id = ? order by id", SurveyTable::sheet, round);
    }

    /** How many sheets a round has, and how many of them were handed in. */
    record Count(int sheets, int handedIn) {
        static final Count NONE = new Count(0, 0);
    }

    /** By round, in one query; a round without sheets is left out. */
    Map<Long, Count> counts(Collection<Long> rounds) {
        Map<Long, Count> counts = new HashMap<>();
        if (rounds.isEmpty()) return counts;
        sql.each(
                "select round_id, count(*), sum(case when state = 'HANDED_IN' then 1 else 0 end) from survey_sheet"
                        + " where round_id in (?) group by round_id",
                row -> counts.put(row.number(1), new Count((int) row.number(2), (int) row.number(3))),
                rounds);
        return counts;
    }

    Optional<Sheet> sheet(long id) {
        return sql.first(SHEET + " where id = ?", SurveyTable::sheet, id);
    }

    /** Of the person, and of units that the person heads; newest first. */
    List<Sheet> of(long person, int limit) {
        return sql.list(SHEET + MINE + " order by id desc" + sql.limit(limit), SurveyTable::sheet, person, person);
    }

    /** Not handed in, of rounds that are due on that day or before, and not reminded of after the other day. */
    List<Sheet> waiting(LocalDate due, LocalDate reminded, int limit) {
        return sql.list(
                SHEET + " s where s.state <> 'HANDED_IN' and (s.reminded_on is null or s.reminded_on <= ?)"
                        + " and exists (select 1 from survey_round r where r.id = s.round_id and r.due_on <= ?) order by s.id"
                        + sql.limit(limit),
                SurveyTable::sheet,
                reminded,
                due);
    }

    void reminded(Collection<Long> sheets, LocalDate on) {
        if (!sheets.isEmpty()) sql.update("update survey_sheet set reminded_on = ? where id in (?)", on, sheets);
    }

    /** @throws Conflict when somebody else was first */
    void change(Sheet now, Answers answers, Sheet.State state, String remark, String by, Instant at) {
        int changed = sql.update(
                "update survey_sheet set answers = ?, state = ?, remark = ?, changed_at = ?, changed_by = ?, version = version + 1"
                        + " where id = ? and version = ?",
                Yaml.write(answers.item()),
                state,
                remark,
                at,
                by,
                now.id(),
                now.version());
        if (changed == 0) throw new Conflict(Conflict.STALE);
    }

    void answerer(long sheet, long person) {
        sql.update("update survey_sheet set person_id = ? where id = ?", person, sheet);
    }
}
