package org.stepwise.itests.torture;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.stepwise.itests.Answer;

/** Something that has one value at a time: whatever happens it is the last one confirmed, or the one that was on its way. */
final class Changing implements Work {
    private final String name;
    private final IntFunction<Answer> change;
    private final IntPredicate holds;
    private int sure;
    private int tried;
    private int confirmed;

    /** @param change to the value of this number @param holds is it the value of this number? At first it is that of 0 */
    Changing(String name, IntFunction<Answer> change, IntPredicate holds) {
        this.name = name;
        this.change = change;
        this.holds = holds;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean piece() {
        tried = sure + 1;
        Answer answer = change.apply(tried);
        if (!Work.confirmed(answer, answer.status() == 204 ? 204 : 200)) return false;
        sure = tried;
        confirmed++;
        return true;
    }

    @Override
    public List<String> wrong() {
        if (holds.test(tried)) {
            sure = tried;
            return List.of();
        }
        boolean before = tried != sure && holds.test(sure);
        String found = "%s: neither %d, which was confirmed, nor %d, which was on its way".formatted(name, sure, tried);
        return before ? List.of() : List.of(found);
    }

    @Override
    public int confirmed() {
        return confirmed;
    }
}
