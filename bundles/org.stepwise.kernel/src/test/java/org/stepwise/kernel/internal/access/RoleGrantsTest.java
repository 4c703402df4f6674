package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.internal.directory.OrgKernel;
import org.stepwise.testkit.Covers;

/** Who gives roles to whom. */
public class RoleGrantsTest {
    @ClassRule
    public static final TrialCompany TRIAL = new TrialCompany();

    private static final OrgKernel KERNEL = TRIAL.kernel();

    @Test
    @Covers("DIR-4")
    public void rolesAreGivenOnlyByThoseWhoAdministerThem() {
        long plain = KERNEL.person("plain");
        assertThrows(
                Forbidden.class,
                () -> KERNEL.as("own", () -> {
                    KERNEL.directory().grantRole("administrator", plain, Set.of());
                    return true;
                }));
        NotFound like = assertThrows(
                NotFound.class,
                () -> KERNEL.as("admin", () -> {
                    KERNEL.directory().grantRole("administrater", plain, Set.of());
                    return true;
                }));
        assertTrue(String.valueOf(like.args().get("like")).contains("administrator"));
        long post = KERNEL.principal("directory_post", "lead");
        grantTo("own-clerk", post);
        assertTrue("by post", KERNEL.caller("branch").has("own-clerk"));
        assertTrue("by post", KERNEL.caller("boss").has("own-clerk"));
        KERNEL.system(() -> {
            KERNEL.directory().revokeRole("own-clerk", post);
            return true;
        });
        assertFalse(KERNEL.caller("branch").has("own-clerk"));
    }

    private static void grantTo(String role, long principal) {
        KERNEL.system(() -> {
            KERNEL.directory().grantRole(role, principal, Set.of());
            return true;
        });
    }
}
