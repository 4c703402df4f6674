package org.stepwise.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A body that writes itself straight from rows. */
@FunctionalInterface
public interface JsonView {
    void write(JsonGenerator out) throws IOException;
}
