package org.stepwise.console.internal.module;

import java.util.List;
import java.util.function.Function;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.module.Releases;

/** Shows suppliers whose signature is accepted. */
record SignerTable(Function<String[], Table> columns) {
    /** @param value what a script gets */
    Shown of(Object value, List<Releases.Signer> signers) {
        Table table = columns.apply(new String[] {"signer", "fingerprint", "until"});
        for (Releases.Signer signer : signers)
            table.row(signer.name(), signer.fingerprint(), signer.until().toString());
        return Shown.table(value, table);
    }
}
