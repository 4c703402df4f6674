package org.stepwise.kernel.api.file;

import java.time.Instant;

/**
 * A file attached to a record.
 *
 * @param type sniffed from the content, never taken from the sender
 * @param digest SHA-256 in hex; equal contents are stored once
 */
public record FileInfo(long id, String name, String type, long bytes, String digest, String byName, Instant at) {}
