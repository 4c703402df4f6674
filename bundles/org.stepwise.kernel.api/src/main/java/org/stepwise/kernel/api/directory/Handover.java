package org.stepwise.kernel.api.directory;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a module knows of somebody's open work (DIR-7). Records with an owner are found by the kernel; a module registers this
 * for work of another shape, such as tasks. Called inside a transaction.
 */
@ConsumerType
public interface Handover {
    /** Text key of the heading. */
    String title();

    /** What the person has, newest first, at most 500. */
    List<Item> items(long person);

    /** Passes the items (or all, when the list is empty) on to another person and keeps their state. */
    void pass(List<String> items, long from, long to);

    /** One thing to pass on. @param path its page, "" when none */
    record Item(String id, String title, String path) {}
}
