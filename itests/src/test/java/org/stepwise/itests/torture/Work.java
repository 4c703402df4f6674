package org.stepwise.itests.torture;

import java.util.List;
import org.stepwise.itests.Answer;

/**
 * One kind of work that goes on while the server dies, with a memory of what was confirmed. What was on its way when the answer
 * failed is in doubt: it may be there or not, but not twice and not in part. For one thread at a time.
 */
interface Work {
    String name();

    /**
     * Does one piece.
     *
     * @return false when it cannot go on before somebody looks what became of it
     * @throws java.io.UncheckedIOException the server is gone
     */
    boolean piece();

    /** Asks the running server what became of it, and settles what was in doubt. @return what is not as it was confirmed */
    List<String> wrong();

    /** How many pieces were confirmed so far. */
    int confirmed();

    /** Is it confirmed? A refusal that asks for patience is none, and none of the errors either. */
    static boolean confirmed(Answer answer, int wanted) {
        if (answer.status() == wanted) return true;
        if (answer.status() == 503) return false;
        answer.expect(wanted);
        return false;
    }
}
