package org.stepwise.kernel.internal.rollout;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.rollout.Goals.Goal;
import org.stepwise.kernel.api.rollout.Goals.Judgement;
import org.stepwise.kernel.api.rollout.Goals.Wanted;
import org.stepwise.kernel.api.tx.Sql;

/** The table of goals; every method runs in the surrounding transaction. */
record GoalTable(Sql sql) {
    List<Goal> of(long phase) {
        return sql.list(
                "select id, title, measure, base_value, target_value, reached_value, judgement, remark, judged_by, judged_at"
                        + " from rollout_goal where phase_id = ? order by id",
                GoalTable::goal,
                phase);
    }

    private static Goal goal(Sql.Row row) throws SQLException {
        String judgement = row.text(7);
        return new Goal(
                row.number(1),
                new Wanted(row.text(2), row.text(3), row.text(4), row.text(5)),
                row.text(6),
                judgement.isEmpty() ? Optional.empty() : Optional.of(Judgement.valueOf(judgement)),
                row.text(8),
                row.text(9),
                row.instant(10));
    }

    /** Phases that have goals, with how many of them are not judged. */
    Map<Long, Integer> open() {
        Map<Long, Integer> open = new HashMap<>();
        sql.each(
                "select phase_id, sum(case when judgement = '' then 1 else 0 end) from rollout_goal group by phase_id",
                row -> open.put(row.number(1), (int) row.number(2)));
        return open;
    }

    /** In this order, so that they are written anew; what was judged goes along. */
    void replace(long phase, List<Wanted> wanted) {
        Map<String, Goal> before = new HashMap<>();
        of(phase).forEach(goal -> before.put(goal.wanted().title(), goal));
        List<Object[]> rows = new ArrayList<>();
        for (Wanted one : wanted) {
            Optional<Goal> was = Optional.ofNullable(before.get(one.title()));
            rows.add(new Object[] {
                sql.nextId("rollout_seq"),
                phase,
                one.title(),
                one.measure(),
                one.base(),
                one.target(),
                was.map(Goal::reached).orElse(""),
                was.flatMap(Goal::judgement).map(Judgement::name).orElse(""),
                was.map(Goal::remark).orElse(""),
                was.map(Goal::by).orElse(""),
                was.flatMap(Goal::at)
            });
        }
        sql.update("delete from rollout_goal where phase_id = ?", phase);
        sql.batch(
                "insert into rollout_goal (id, phase_id, title, measure, base_value, target_value, reached_value,"
                        + " judgement, remark, judged_by, judged_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    int evaluate(long phase, long goal, String reached, Judgement judgement, String remark, String by, Instant at) {
        return sql.update(
                "update rollout_goal set reached_value = ?, judgement = ?, remark = ?, judged_by = ?, judged_at = ?"
                        + " where id = ? and phase_id = ?",
                reached,
                judgement,
                remark,
                by,
                at,
                goal,
                phase);
    }
}
