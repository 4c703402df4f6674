package org.stepwise.benchmarks.lists;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;

/** Gives each reader the reach of the design's measurements, so that the figures compare; all else is the kernel's. */
final class MeasuredAccess implements Access {
    private final Access kernel;
    private final Map<Long, Reach> reaches = new TreeMap<>();

    MeasuredAccess(Access kernel) {
        this.kernel = kernel;
        Reader.all().forEach(reader -> reaches.put(reader.caller().person(), reader.reach()));
    }

    @Override
    public Reach reach(Caller caller, String type, String action) {
        return reaches.get(caller.person());
    }

    @Override
    public boolean may(Caller caller, String type, String action) {
        return action.equals(Actions.SEE);
    }

    @Override
    public boolean may(Caller caller, String type, Entity record, String action) {
        return kernel.may(caller, type, record, action);
    }

    @Override
    public Set<String> actions(Caller caller, String type, Entity record) {
        return kernel.actions(caller, type, record);
    }

    @Override
    public List<RecordType<?>> open(Caller caller) {
        return kernel.open(caller);
    }

    @Override
    public Explanation explain(Caller subject, String action, RecordId record) {
        return kernel.explain(subject, action, record);
    }

    @Override
    public List<Share> shares(RecordId record) {
        return kernel.shares(record);
    }

    @Override
    public void share(Share share) {
        kernel.share(share);
    }

    @Override
    public void unshare(RecordId record, long principal) {
        kernel.unshare(record, principal);
    }
}
