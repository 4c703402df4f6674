package org.stepwise.kernel.internal.rollout;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.rollout.StaffCalls.Answer;
import org.stepwise.kernel.api.rollout.StaffCalls.Form;
import org.stepwise.kernel.api.rollout.StaffCalls.Wanted;
import org.stepwise.kernel.api.tx.Sql;

/** The table of calls on staff and their letters; every method runs in the surrounding transaction. */
record CallTable(Sql sql) {
    record Kept(long id, Wanted wanted, Optional<Answer> answer) {}

    List<Kept> of(long phase) {
        return sql.list(
                "select id, what, unit_id, people, person_days, remark, form, agreed, answer, signer, signed_on, entered_by,"
                        + " entered_at, file_name from rollout_call where phase_id = ? order by id",
                CallTable::kept,
                phase);
    }

    private static Kept kept(Sql.Row row) throws SQLException {
        Wanted wanted = new Wanted(row.text(2), row.number(3), (int) row.number(4), (int) row.number(5), row.text(6));
        String form = row.text(7);
        Optional<Answer> answer = form.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(
                        Form.valueOf(form),
                        row.flag(8),
                        row.text(9),
                        row.text(10),
                        row.date(11).orElse(LocalDate.EPOCH),
                        row.text(12),
                        row.instant(13).orElse(Instant.EPOCH),
                        row.text(14)));
        return new Kept(row.number(1), wanted, answer);
    }

    /** Phases that have large calls, with how many of them nobody has agreed to. */
    Map<Long, Integer> open(CallRules rules) {
        Map<Long, Integer> open = new HashMap<>();
        sql.each(
                "select phase_id, sum(case when form = '' or agreed = false then 1 else 0 end) from rollout_call"
                        + " where people > ? or person_days > ? group by phase_id",
                row -> open.put(row.number(1), (int) row.number(2)),
                rules.people(),
                rules.personDays());
        return open;
    }

    long insert(long phase, Wanted wanted) {
        long id = sql.nextId("rollout_seq");
        sql.update(
                "insert into rollout_call (id, phase_id, what, unit_id, people, person_days, remark, form, agreed, answer,"
                        + " signer, entered_by, file_name) values (?, ?, ?, ?, ?, ?, ?, '', false, '', '', '', '')",
                id,
                phase,
                wanted.what(),
                wanted.unit(),
                wanted.people(),
                wanted.days(),
                wanted.remark());
        return id;
    }

    void remove(long call) {
        sql.update("delete from rollout_call_file where call_id = ?", call);
        sql.update("delete from rollout_call where id = ?", call);
    }

    /** In place of an answer that was there. @param content of the file, empty for none */
    void answer(long call, Answer answer, byte[] content) {
        sql.update(
                "update rollout_call set form = ?, agreed = ?, answer = ?, signer = ?, signed_on = ?, entered_by = ?,"
                        + " entered_at = ?, file_name = ? where id = ?",
                answer.form(),
                answer.agreed(),
                answer.text(),
                answer.signer(),
                answer.on(),
                answer.by(),
                answer.at(),
                answer.file(),
                call);
        sql.update("delete from rollout_call_file where call_id = ?", call);
        if (answer.file().isEmpty()) return;
        sql.update("insert into rollout_call_file (call_id, content) values (?, ?)", call, content);
    }

    Optional<byte[]> content(long call) {
        return sql.first(
                "select content from rollout_call_file where call_id = ?",
                row -> row.raw().getBytes(1),
                call);
    }
}
