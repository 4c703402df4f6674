package org.stepwise.rest.internal.module;

import java.util.List;
import java.util.Locale;
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
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** The company's settings, and those of units, for administrators. */
@Component(service = BuiltIn.class)
@Path("settings")
@Needs("kernel.setting")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingResource implements BuiltIn {
    private final Settings settings;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public SettingResource(@Reference Settings settings, @Reference Texts texts, @Reference Visits visits) {
        this.settings = settings;
        this.texts = texts;
        this.visits = visits;
    }

    /** @param unit id of a unit or segment, 0 for the company */
    @GET
    @Answer(body = SettingView.class, list = true)
    public List<SettingView> all(@QueryParam("unit") @DefaultValue("0") long unit) {
        Locale locale = visits.locale();
        return settings.all(unit).stream()
                .filter(setting -> setting.label(texts, locale).isPresent())
                .map(setting -> view(setting, locale))
                .toList();
    }

    private SettingView view(Setting setting, Locale locale) {
        return new SettingView(
                setting.id(),
                setting.label(texts, locale).orElse(""),
                setting.help(texts, locale).orElse(""),
                setting.kind(),
                setting.choices().stream()
                        .map(choice -> new Choice(choice, setting.said(texts, locale, choice)))
                        .toList(),
                setting.shipped(),
                setting.value(),
                setting.said(texts, locale, setting.value()),
                setting.own(),
                setting.perUnit());
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

    /**
     * A setting.
     *
     * @param value as it is set: of several choices, comma separated
     * @param said the value in the reader's words
     */
    public record SettingView(
            String id,
            String label,
            String help,
            Setting.Kind kind,
            List<Choice> choices,
            String shipped,
            String value,
            String said,
            boolean own,
            boolean perUnit) {}

    /** What a setting can be. */
    public record Choice(String value, String label) {}

    /** The value as text. */
    public record Value(String value) {
        public Value {
            if (value == null) throw Invalid.of("value", "rest.problem.required");
        }
    }
}
