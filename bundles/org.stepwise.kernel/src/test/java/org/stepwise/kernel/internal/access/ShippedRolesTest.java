package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.directory.OrgKernel;
import org.stepwise.testkit.Covers;

@Covers("ACC-13")
public class ShippedRolesTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    private final Transactions tx = KERNEL.get(Transactions.class);

    private static final Module MODULE = new Module() {
        @Override
        public String id() {
            return "trial";
        }

        @Override
        public List<Grant> grants() {
            return List.of(new Grant(Roles.SALESPERSON, "trial.*", "see", Scope.OWN));
        }
    };

    @Test
    public void theShippedRolesAreThereWithNamesInBothLanguages() {
        List<String> roles = tx.sql()
                .list(
                        "select code, name_zh, name_en from directory_role order by code",
                        row -> row.text(1) + " " + row.text(2) + " " + row.text(3));
        assertEquals(9, roles.size());
        assertEquals("administrator 系统管理员 System administrator", roles.get(0));
        assertEquals("staff 员工 Staff", roles.get(8));
    }

    @Test
    public void aModulesGrantsAreWrittenOnceAndThenTheCompanys() {
        RolePack pack = KERNEL.get(RolePack.class);
        tx.run(() -> pack.moduleReady(MODULE));
        assertEquals(1, grants());
        tx.run(() -> tx.sql().update("delete from role_grant where type = ?", "trial.*"));
        tx.run(() -> pack.moduleReady(MODULE));
        assertEquals("what the company took away stays away", 0, grants());
    }

    private long grants() {
        return tx.sql().number("select count(*) from role_grant where type = ?", "trial.*");
    }
}
