package org.stepwise.web.internal.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.text.Texts;

/** Dates, amounts and numbers as one reader sees them. */
public final class Formats {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ZH_SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ZH_LONG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EN_SHORT = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EN_LONG = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EN_DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final Map<String, String> SIGNS =
            Map.of("CNY", "¥", "USD", "$", "EUR", "€", "GBP", "£", "HKD", "HK$", "JPY", "JP¥");
    private final Texts texts;
    private final Locale locale;
    private final ZoneId zone;
    private final LocalDate today;

    public Formats(Texts texts, Locale locale, ZoneId zone, Clock clock) {
        this.texts = texts;
        this.locale = locale;
        this.zone = zone;
        this.today = LocalDate.now(clock.withZone(zone));
    }

    public Locale locale() {
        return locale;
    }

    public LocalDate today() {
        return today;
    }

    private boolean english() {
        return "en".equals(locale.getLanguage());
    }

    public String date(LocalDate day) {
        return english() ? EN_DATE.format(day) : day.toString();
    }

    /** Today 10:52, 19 Nov 14:00, 20 Dec 2026 09:00. */
    public String instant(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalDate day = local.toLocalDate();
        if (day.equals(today)) return texts.text(locale, "web.time.today", Map.of("time", CLOCK.format(local)));
        if (day.equals(today.minusDays(1))) {
            return texts.text(locale, "web.time.yesterday", Map.of("time", CLOCK.format(local)));
        }
        boolean year = day.getYear() == today.getYear();
        if (english()) return (year ? EN_SHORT : EN_LONG).format(local);
        return (year ? ZH_SHORT : ZH_LONG).format(local);
    }

    /** With its year, for what is printed: 20 Dec 2026 09:00. */
    public String moment(Instant at) {
        return (english() ? EN_LONG : ZH_LONG).format(at.atZone(zone));
    }

    /** Value of an input of type datetime-local. */
    public String local(Instant at) {
        return at.atZone(zone).toLocalDateTime().withSecond(0).withNano(0).toString();
    }

    /** The instant that a datetime-local input means, as text of the API; what is no local time is left as it is. */
    public String instantOf(String local) {
        try {
            return LocalDateTime.parse(local).atZone(zone).toInstant().toString();
        } catch (java.time.DateTimeException e) {
            return local;
        }
    }

    /** ¥1,286,900.00; without decimals when there are none. */
    public String money(BigDecimal amount, String currency) {
        String sign = currency.isEmpty() ? "¥" : SIGNS.getOrDefault(currency, currency + " ");
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        String digits = format(whole ? "#,##0" : "#,##0.00", amount.abs());
        return (amount.signum() < 0 ? "-" : "") + sign + digits;
    }

    public String number(BigDecimal value) {
        return format("#,##0.######", value);
    }

    private static String format(String pattern, BigDecimal value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    public String bytes(long count) {
        if (count < 1024) return count + " B";
        String[] units = {"kB", "MB", "GB", "TB"};
        BigDecimal value = BigDecimal.valueOf(count);
        int unit = -1;
        while (value.compareTo(BigDecimal.valueOf(1024)) >= 0 && unit < units.length - 1) {
            value = value.divide(BigDecimal.valueOf(1024), 3, RoundingMode.HALF_UP);
            unit++;
        }
        return format("#,##0.#", value) + " " + units[unit];
    }

    /** 知夏 or 夏 for 林知夏; AB for Ann Brown. */
    public static String initials(String name, int length) {
        String plain = name.trim();
        if (plain.isEmpty()) return "";
        if (plain.codePointAt(0) < 0x2E80) {
            StringBuilder out = new StringBuilder(length);
            for (int at = 0; at < plain.length() && out.length() < length; at++) {
                boolean begins = at == 0 || Character.isWhitespace(plain.charAt(at - 1));
                if (begins && !Character.isWhitespace(plain.charAt(at))) {
                    out.append(Character.toUpperCase(plain.charAt(at)));
                }
            }
            return out.toString();
        }
        return plain.substring(Math.max(0, plain.length() - length));
    }

    /** Colour class of an avatar. */
    public static String tone(long id) {
        return String.valueOf((char) ('a' + Math.floorMod(id, 6)));
    }
}
