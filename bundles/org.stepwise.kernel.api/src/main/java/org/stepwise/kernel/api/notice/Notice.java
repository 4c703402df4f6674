package org.stepwise.kernel.api.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * A notice in the page.
 *
 * @param text in the reader's language
 * @param path where it leads, "" when nowhere
 */
public record Notice(long id, String text, String path, Instant at, Optional<Instant> readAt) {}
