package org.stepwise.kernel.api.access;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What roles allow, changed by administrators (ACC-1); holds from the next request on. Seeing needs {@code see} on roles. */
@ProviderType
public interface Grants {
    /** What the role may be given: record types and other things with permissions, {@code crm.*} for all of a module. */
    List<String> types();

    /** Actions that exist on a type of {@link #types}; {@code *} is all of them. */
    List<String> actions(String type);

    /** People who hold the role now, by themselves or by unit, post or group. @throws org.stepwise.kernel.api.NotFound */
    long holders(String role);

    /**
     * Needs {@code administer} on roles; nothing happens when it is given already.
     *
     * @throws org.stepwise.kernel.api.Invalid when there is no such type, action or scope
     */
    void give(Grant grant);

    /** Needs {@code administer} on roles. @throws org.stepwise.kernel.api.Conflict when nobody could administer roles any more */
    void take(Grant grant);

    /** Newest first. */
    List<GrantChange> changes(String role, int limit);

    /**
     * Takes one change of the role back by its opposite. Needs {@code administer} on roles.
     *
     * @throws org.stepwise.kernel.api.NotFound when the role has no such change
     * @throws org.stepwise.kernel.api.Conflict when it is taken back already
     */
    void undo(String role, long change);
}
