package org.stepwise.survey.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/** Reminds in the morning of sheets that are due within days, or late. */
@Component(service = {JobBody.class, Reminders.class})
@Job(id = "survey/reminders", every = "08:30")
public final class Reminders implements JobBody {
    private static final int AT_ONCE = 200;
    private final Transactions transactions;
    private final Surveys surveys;
    private final Directory directory;
    private final Settings settings;
    private final SurveyNotices notices;

    @Activate
    public Reminders(
            @Reference Transactions transactions,
            @Reference Surveys surveys,
            @Reference Directory directory,
            @Reference Settings settings,
            @Reference SurveyNotices notices) {
        this.transactions = transactions;
        this.surveys = surveys;
        this.directory = directory;
        this.settings = settings;
        this.notices = notices;
    }

    @Override
    public void run(Progress progress) {
        int reminded = remind();
        while (reminded > 0) {
            progress.note("survey.reminded", Map.of("count", reminded));
            reminded = remind();
        }
    }

    /** Some of those who are to be reminded today, as often as the rules say. @return how many, 0 when all are */
    int remind() {
        LocalDate today = surveys.today();
        SurveyTable table = new SurveyTable(transactions.sql());
        return transactions.get(() -> {
            SurveyRules rules = settings.get(SurveyRules.class);
            List<Sheet> waiting =
                    table.waiting(today.plusDays(rules.warnDays()), today.minusDays(rules.everyDays()), AT_ONCE);
            if (waiting.isEmpty()) return 0;
            Map<Long, Round> rounds =
                    table.rounds(waiting.stream().map(Sheet::round).collect(Collectors.toSet())).stream()
                            .collect(Collectors.toMap(Round::id, Function.identity()));
            Map<Long, String> units =
                    directory.names(waiting.stream().map(Sheet::unit).collect(Collectors.toSet()));
            for (Sheet sheet : waiting) {
                Round round = rounds.get(sheet.round());
                notices.due(
                        round,
                        sheet,
                        units.getOrDefault(sheet.unit(), ""),
                        round.due().isBefore(today));
            }
            table.reminded(waiting.stream().map(Sheet::id).toList(), today);
            return waiting.size();
        });
    }
}
