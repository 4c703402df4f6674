package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;

/**
 * What somebody said of a module during a phase (ROL-8).
 *
 * @param phase code
 * @param unit name of the sender's unit when it was sent
 * @param answer "" for none yet
 */
public record Feedback(
        long id,
        String phase,
        String phaseName,
        String module,
        Kind kind,
        String text,
        Screen screen,
        long sender,
        String senderName,
        String unit,
        Instant at,
        State state,
        String answer,
        String answeredBy,
        Optional<Instant> answeredAt) {
    /** How urgent it is, the most urgent first. */
    public enum Kind {
        BLOCKING,
        DEFECT,
        QUESTION,
        IDEA
    }

    /**
     * How far it is. Wherever open feedback is counted or listed, that is all that is not {@link #DONE}: an answer alone settles
     * nothing. {@link #OPEN} itself has no answer yet.
     */
    public enum State {
        OPEN,
        ANSWERED,
        DONE
    }

    /**
     * What was on screen, as far as the sender let it stand; "" for what was left out.
     *
     * @param address path of the page
     * @param language tag
     * @param width of the window in pixels
     * @param incident the last incident id that the sender was told
     * @param about the record that the page was about
     * @param hidden a record that the reader may not see: then address and title are left out, too
     */
    public record Screen(
            String address,
            String title,
            String language,
            String width,
            String incident,
            Optional<RecordId> about,
            boolean hidden) {
        public static Screen of(String address, String title, String language, String width, String incident) {
            return new Screen(address, title, language, width, incident, Optional.empty(), false);
        }
    }
}
