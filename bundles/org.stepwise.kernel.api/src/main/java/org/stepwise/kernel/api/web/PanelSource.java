package org.stepwise.kernel.api.web;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.stepwise.kernel.api.RecordId;

/**
 * Content of a panel. The reader sees the record and has the panel's module open. An exception shows the panel as failed with an
 * incident id; one that takes over two seconds is cut.
 */
@ConsumerType
public interface PanelSource {
    /** @param on the record, empty on home; @return empty when there is nothing to show here at all */
    Optional<View> render(Optional<RecordId> on, Request request);
}
