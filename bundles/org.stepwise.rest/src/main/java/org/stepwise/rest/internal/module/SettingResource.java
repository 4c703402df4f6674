package org.stepwise.rest.internal.module;

import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.setting.Setting;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;

/** The company's settings, and those of units, for administrators. */
@Component(service = BuiltIn.class)
@Path("settings")
@Needs("kernel.setting")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingResource implements BuiltIn {
    private final Settings settings;

    @Activate
    public SettingResource(@Reference Settings settings) {
        this.settings = settings;
    }

    /** @param unit id of a unit or segment, 0 for the company */
    @GET
    @Answer(body = Setting.class, list = true)
    public List<Setting> all(@QueryParam("unit") @DefaultValue("0") long unit) {
        return settings.all(unit);
    }

    @PUT
    @Path("{id: [a-zA-Z.]{3,120}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(status = 204)
    public void set(@PathParam("id") String id, @QueryParam("unit") @DefaultValue("0") long unit, Value wanted) {
        settings.set(id, unit, wanted.value());
    }

    @DELETE
    @Path("{id: [a-zA-Z.]{3,120}}")
    @Answer(status = 204)
    public void reset(@PathParam("id") String id, @QueryParam("unit") @DefaultValue("0") long unit) {
        settings.reset(id, unit);
    }

    /** The value as text. */
    public record Value(String value) {
        public Value {
            if (value == null) throw Invalid.of("value", "rest.problem.required");
        }
    }
}
