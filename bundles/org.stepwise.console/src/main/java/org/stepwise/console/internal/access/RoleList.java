package org.stepwise.console.internal.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;

/** Lists roles. */
@Service
@Command(scope = "stepwise", name = "role-list", description = "Lists the roles")
public final class RoleList extends StepwiseCommand {
    private static final int MOST = 500;

    @Override
    protected Shown run() {
        List<Row> roles = use(Records.class)
                .list("directory.role", Query.ALL.limit(MOST).fields(List.of("code")))
                .rows();
        Table table = columns("role", "name");
        List<Map<String, Object>> seen = new ArrayList<>();
        for (Row role : roles) {
            String code = String.valueOf(role.value("code"));
            String name = label("role." + code, role.title());
            table.row(code, name);
            seen.add(Map.of("id", role.id(), "code", code, "name", name));
        }
        return Shown.table(seen, table);
    }
}
