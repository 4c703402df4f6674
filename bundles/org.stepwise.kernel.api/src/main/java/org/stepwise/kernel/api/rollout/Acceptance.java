package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What is signed when a phase is accepted (ROL-9), read at one moment. For those who see the phase's figures. */
@ProviderType
public interface Acceptance {
    /** @throws org.stepwise.kernel.api.NotFound naming phases that are like it */
    Report report(String phase);

    /**
     * The same as PDF, in the reader's language and zone.
     *
     * @throws org.stepwise.kernel.api.NotFound naming phases that are like it
     * @throws org.stepwise.kernel.api.Unavailable when nothing on this server sets PDF
     */
    byte[] pdf(String phase);

    /**
     * @param by name of who asked
     * @param names of units and people in the phase, by principal id
     * @param history every step, oldest first, at most 1,000
     * @param feedback what is not done yet, the most urgent first; only for those who may answer it
     * @param told may the reader see the feedback
     * @param goals with what was reached
     * @param signatures on the scheme, empty when nobody was asked
     */
    record Report(
            Phase phase,
            Instant at,
            String by,
            Map<Long, String> names,
            List<PhaseEvent> history,
            Adoption.Report adoption,
            List<Feedback> feedback,
            boolean told,
            List<Goals.Goal> goals,
            List<Schemes.Signature> signatures) {
        /** Without goals and signatures. */
        public Report(
                Phase phase,
                Instant at,
                String by,
                Map<Long, String> names,
                List<PhaseEvent> history,
                Adoption.Report adoption,
                List<Feedback> feedback,
                boolean told) {
            this(phase, at, by, names, history, adoption, feedback, told, List.of(), List.of());
        }

        /** The phase has not ended: figures and criteria may still change. */
        public boolean interim() {
            return phase.state() != PhaseState.COMPLETED && phase.state() != PhaseState.ROLLED_BACK;
        }
    }
}
