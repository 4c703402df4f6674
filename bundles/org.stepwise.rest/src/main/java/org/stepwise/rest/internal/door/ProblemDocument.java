package org.stepwise.rest.internal.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An error as {@code application/problem+json} (RFC 9457), in the reader's language.
 *
 * @param type {@code urn:stepwise:} and the text key of the detail: stable, for programs
 * @param incident id under which the log has more, for bugs only
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        String type, String title, int status, String detail, String incident, List<Broken> violations) {
    /** One broken rule. @param field "" for the whole */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Broken(String field, String code, String message) {}
}
