package org.stepwise.records.internal.save;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Platform;

/**
 * Numbers by rule (REC-6). The counter is a row that stays locked from just before the commit to its end, so that a number is
 * given twice to nobody and a failed save gives it back.
 */
public final class Numbers {
    private static final Logger LOG = LoggerFactory.getLogger(Numbers.class);
    private static final Pattern DATE = Pattern.compile("\\{(yyyy|yy|MM|dd|yyyyMM|yyyyMMdd|yyMM|yyMMdd)}");
    private static final Pattern COUNTER = Pattern.compile("\\{(0+)}");
    private static final String QUEUE = "unique";
    private final Platform platform;

    public Numbers(Platform platform) {
        this.platform = platform;
    }

    /** As many consecutive numbers; the transaction must commit soon. */
    public List<String> next(RecordType<?> type, int count) {
        String period = trial(type) + period(type.numberRule(), platform.today());
        long last = counted(type.id(), period, count);
        return LongStream.rangeClosed(last - count + 1, last)
                .mapToObj(n -> number(period, n))
                .toList();
    }

    /** What a rehearsal makes counts apart, so that clearing it leaves no gap. */
    private String trial(RecordType<?> type) {
        boolean trial = platform.callers()
                .behind()
                .flatMap(caller -> caller.opening().trial(type.address()))
                .isPresent();
        return trial ? "T-" : "";
    }

    /** Lets savers of a type pass one by one until commit. */
    void queue(RecordType<?> type) {
        counted(type.id(), QUEUE, 1);
    }

    private long counted(String type, String period, int count) {
        String raise = "update record_counter set last_value = last_value + ? where type = ? and period = ?";
        if (platform.sql().update(raise, count, type, period) == 0) {
            begin(type, period);
            platform.sql().update(raise, count, type, period);
        }
        return platform.sql()
                .number("select last_value from record_counter where type = ? and period = ?", type, period);
    }

    /** Another node or thread may begin the same period; then theirs counts. */
    private void begin(String type, String period) {
        try {
            platform.tx()
                    .apart(() -> platform.sql()
                            .update(
                                    "insert into record_counter (type, period, last_value) values (?, ?, 0)",
                                    type,
                                    period));
        } catch (Conflict begun) {
            LOG.debug("{} {} was begun elsewhere", type, period, begun);
        }
    }

    /** The rule with its date filled in; the counter restarts when it changes. */
    static String period(String rule, LocalDate day) {
        Matcher dates = DATE.matcher(rule);
        return dates.replaceAll(found ->
                Matcher.quoteReplacement(day.format(DateTimeFormatter.ofPattern(found.group(1), Locale.ROOT))));
    }

    static String number(String period, long count) {
        Matcher counter = COUNTER.matcher(period);
        return counter.replaceFirst(found -> ("%0" + found.group(1).length() + "d").formatted(count));
    }
}
