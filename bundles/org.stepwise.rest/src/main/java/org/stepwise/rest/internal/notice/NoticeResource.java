package org.stepwise.rest.internal.notice;

import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;

/** The caller's notices. */
@Component(service = BuiltIn.class)
@Path("notices")
@Needs("kernel.notice")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource implements BuiltIn {
    private static final int MOST = 200;

    private final Notices notices;

    @Activate
    public NoticeResource(@Reference Notices notices) {
        this.notices = notices;
    }

    @GET
    public Page mine(
            @QueryParam("unread") @DefaultValue("false") boolean unread,
            @QueryParam("limit") @DefaultValue("50") @Most(MOST) int limit) {
        return new Page(notices.mine(unread, limit), notices.unread());
    }

    @POST
    @Path("{id: [0-9]{1,18}}/read")
    @Answer(status = 204)
    public void read(@PathParam("id") long id) {
        notices.read(id);
    }

    @POST
    @Path("read")
    @Answer(status = 204)
    public void readAll() {
        notices.readAll();
    }

    @GET
    @Path("muted")
    public Muting muting() {
        return new Muting(notices.muted(), notices.kinds());
    }

    @PUT
    @Path("muted")
    @Consumes(MediaType.APPLICATION_JSON)
    public Muting mute(Mute wanted) {
        notices.mute(wanted.kinds());
        return muting();
    }

    /** @param unread how many are unread; 100 means more than 99 */
    public record Page(List<Notice> items, int unread) {}

    /** @param kinds that could be muted */
    public record Muting(Set<String> muted, List<String> kinds) {}

    /** Kinds that the caller does not want. */
    public record Mute(Set<String> kinds) {
        public Mute {
            kinds = kinds == null ? Set.of() : kinds;
        }
    }
}
