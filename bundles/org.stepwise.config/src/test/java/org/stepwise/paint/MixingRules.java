package org.stepwise.paint;

import org.stepwise.kernel.api.setting.PerUnit;

/** How much is mixed at once. */
@PerUnit
public record MixingRules(int litres) {
    public MixingRules {
        if (litres < 1) throw new IllegalArgumentException("litres");
    }

    public MixingRules() {
        this(24);
    }
}
