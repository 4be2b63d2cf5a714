package dev.gradus.kit.data;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/**
 * The days on which New York's traffic is that of a Sunday: federal holidays of the United States, on their own date.
 *
 * <pre>{@code
 * FederalHolidays.isHoliday(LocalDate.of(2021, 1, 18))   // true: Martin Luther King's birthday
 * }</pre>
 */
public final class FederalHolidays {

    private static final int JUNETEENTH_SINCE = 2021;

    private FederalHolidays() {}

    public static boolean isHoliday(LocalDate date) {
        int day = date.getDayOfMonth();
        return switch (date.getMonth()) {
            case JANUARY -> day == 1 || isNth(date, 3, DayOfWeek.MONDAY);
            case FEBRUARY -> isNth(date, 3, DayOfWeek.MONDAY);
            case MAY ->
                date.equals(LocalDate.of(date.getYear(), Month.MAY, 1)
                        .with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
            case JUNE -> day == 19 && date.getYear() >= JUNETEENTH_SINCE;
            case JULY -> day == 4;
            case SEPTEMBER -> isNth(date, 1, DayOfWeek.MONDAY);
            case OCTOBER -> isNth(date, 2, DayOfWeek.MONDAY);
            case NOVEMBER -> day == 11 || isNth(date, 4, DayOfWeek.THURSDAY);
            case DECEMBER -> day == 25;
            case MARCH, APRIL, AUGUST -> false;
        };
    }

    private static boolean isNth(LocalDate date, int n, DayOfWeek day) {
        return date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(n, day)));
    }
}
