package org.stepwise.kernel.api.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Entity;

/** Decides who may do what. Deny by default. Reads closures, shares and roles live, so a change holds from the next request. */
@ProviderType
public interface Access {
    /** What the caller reaches of a type; includes roll-out: a type that is not open to the caller is {@code none}. */
    Reach reach(Caller caller, String type, String action);

    /** Record types that are open to the caller and of which the caller may see at least some records. */
    List<org.stepwise.kernel.api.record.RecordType<?>> open(Caller caller);

    /** May the caller do this on at least one conceivable record of the type? For menus, buttons and creating. */
    boolean may(Caller caller, String type, String action);

    /** Those of the actions for which {@link #may(Caller, String, String)} holds, asked together: for the buttons of a list. */
    Set<String> allowed(Caller caller, String type, Set<String> actions);

    /** The predicate of {@link #reach} on one loaded record. */
    boolean may(Caller caller, String type, Entity record, String action);

    /** All actions the caller has on this record, in one go. */
    java.util.Set<String> actions(Caller caller, String type, Entity record);

    /** @throws org.stepwise.kernel.api.NotFound when there is no such record or type */
    Explanation explain(Caller subject, String action, RecordId record);

    List<Share> shares(RecordId record);

    /**
     * People who can sign in and whom a share to one of these principals reaches: named, or by unit, post, role or group.
     *
     * @param most ends there: of a larger number some are left out
     */
    Set<Long> people(Collection<Long> principals, int most);

    /**
     * To how many of the people of these principals the type is not open by the roll-out, by principal; those without any are left out.
     * A share reaches such people as soon as it is opened to them.
     */
    Map<Long, Closed> closed(String type, Collection<Long> principals);

    /** @param closed how many of the people have it not open */
    record Closed(int people, int closed) {}

    /** Adds or replaces; the caller needs the share action on the record, which the records gateway has checked. */
    void share(Share share);

    void unshare(RecordId record, long principal);
}
