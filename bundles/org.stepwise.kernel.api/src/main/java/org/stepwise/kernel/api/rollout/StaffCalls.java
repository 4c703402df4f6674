package org.stepwise.kernel.api.rollout;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a phase asks of the people of a unit beside their work: for a task, a training (ROL-18). A large call, by the company's rules
 * ({@code kernel.callRules}), is confirmed in writing by the head of the unit; until then that stands among the phase's conditions.
 * Reading is for whoever sees the phase's scheme and the heads asked, changing for administrators and the team without its key users.
 */
@ProviderType
public interface StaffCalls {
    List<Call> of(String phase);

    /** A large one goes to the head of the unit, or of the nearest unit above that has one, as a notice. */
    Call add(String phase, Wanted wanted);

    void remove(String phase, long call);

    /**
     * Answers as the head asked.
     *
     * @throws org.stepwise.kernel.api.Forbidden for anybody else
     * @throws org.stepwise.kernel.api.Invalid without a text and a file, or with a file of more than 5 MB
     */
    Call answer(String phase, long call, boolean agreed, String text, Optional<Letter> letter);

    /** Enters what was signed on paper. For administrators and the team without its key users. @param signer name on the paper @param on its day */
    Call enter(
            String phase, long call, boolean agreed, String signer, LocalDate on, String text, Optional<Letter> letter);

    /** The file of an answer. @throws org.stepwise.kernel.api.NotFound when it has none */
    Letter letter(String phase, long call);

    /** A paper to be signed, as PDF. @throws org.stepwise.kernel.api.Unavailable when nothing on this server sets PDF */
    byte[] pdf(String phase, long call);

    /** @param what the task or training @param people how many @param days person-days in sum */
    record Wanted(String what, long unit, int people, int days, String remark) {}

    /** How it was confirmed. */
    enum Form {
        TEXT,
        FILE,
        PAPER
    }

    /**
     * @param unit name of it
     * @param head name of who is asked, "" for nobody
     * @param large needs a written answer
     * @param mine the caller is asked
     */
    record Call(
            long id, Wanted wanted, String unit, String head, boolean large, Optional<Answer> answer, boolean mine) {
        /** Large, and not agreed to. */
        public boolean open() {
            return large && answer.filter(Answer::agreed).isEmpty();
        }
    }

    /** @param signer who agreed or refused @param on day of it @param by who entered it @param file name of the file, "" for none */
    record Answer(
            Form form, boolean agreed, String text, String signer, LocalDate on, String by, Instant at, String file) {}

    /** A file; whoever reads it closes it. */
    record Letter(String name, InputStream content) {}
}
