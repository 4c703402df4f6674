package org.stepwise.kernel.api.rollout;

import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How far the surveys that prepare a phase are (ROL-19), for the board. There only when the bundle of surveys is. */
@ProviderType
public interface SurveyStandings {
    /** Those of the phase, the next due first. Empty for those who do not see phases. */
    List<Standing> standings(String phase);

    /** @param id of {@code /survey/round/<id>} @param title in the caller's language @param late due before today, and not all handed in */
    record Standing(long id, String title, LocalDate due, int units, int handedIn, boolean late) {}
}
