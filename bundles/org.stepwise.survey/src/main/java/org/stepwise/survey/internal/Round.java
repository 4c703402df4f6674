package org.stepwise.survey.internal;

import java.time.Instant;
import java.time.LocalDate;

/** A form as it was sent to units. @param phase code of the phase that it prepares, "" for none */
public record Round(long id, Form form, String phase, LocalDate due, Instant sentAt, long by, String byName) {}
