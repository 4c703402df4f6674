package org.stepwise.kernel.internal.rollout;

/** From when on a call on staff is confirmed in writing. @param people more than so many @param personDays more than so many in sum */
public record CallRules(int people, int personDays) {
    public CallRules {
        if (people < 0) throw new IllegalArgumentException("people");
        if (personDays < 0) throw new IllegalArgumentException("personDays");
    }

    public CallRules() {
        this(10, 20);
    }

    boolean large(int howMany, int days) {
        return howMany > people || days > personDays;
    }
}
