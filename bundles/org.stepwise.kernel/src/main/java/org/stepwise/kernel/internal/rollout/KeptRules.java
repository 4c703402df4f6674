package org.stepwise.kernel.internal.rollout;

import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Archive;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;

/** A module's rules of use, and who confirmed them: with its data they go too, and a module that comes again begins with its own. */
@Component(service = Keeping.class)
public final class KeptRules implements Keeping {
    private final Transactions transactions;
    private final Stamps stamps;

    @Activate
    public KeptRules(@Reference Transactions transactions, @Reference Stamps stamps) {
        this.transactions = transactions;
        this.stamps = stamps;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public long count(String module) {
        return transactions.sql().number("select count(*) from rollout_rules where module = ?", module)
                + transactions.sql().number("select count(*) from rollout_rules_confirmed where module = ?", module);
    }

    @Override
    public void export(String module, Archive archive) {
        archive.rows("rules", "select * from rollout_rules where module = ? order by edition", module);
        archive.rows(
                "rules-confirmed",
                "select * from rollout_rules_confirmed where module = ? order by edition, person_id",
                module);
    }

    @Override
    public void purge(String module, LongConsumer removed) {
        removed.accept(transactions.get(() -> {
            long confirmed = transactions.sql().update("delete from rollout_rules_confirmed where module = ?", module);
            stamps.touch(Stamps.ROLLOUT);
            return confirmed + transactions.sql().update("delete from rollout_rules where module = ?", module);
        }));
    }
}
