package org.stepwise.kernel.api.rollout;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What phases ask of people. Changing needs {@code administer} on {@code rollout.phase}; it is audited and stands in the phase's history. */
@ProviderType
public interface Preparations {
    /** For those who see the phase. @throws org.stepwise.kernel.api.NotFound naming phases that are like it */
    Preparation of(String phase);

    /** Of every phase that asks for something, by code. Needs {@code see} on {@code rollout.phase}. */
    Map<String, Preparation> all();

    /** The same again changes nothing. */
    Preparation change(String phase, Preparation wanted);
}
