package org.stepwise.survey.internal;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.rollout.SurveyStandings.Standing;
import org.stepwise.kernel.api.web.RestResource;

/** {@code /api/survey}: what one has to answer, and for those who roll out, sending and reading. */
@Component(service = RestResource.class)
@Path("survey")
@Produces("application/json")
public final class SurveyResource implements RestResource {
    private static final String ID = "{id: [0-9]{1,18}}";
    private final Surveys surveys;
    private final Forms forms;

    @Activate
    public SurveyResource(@Reference Surveys surveys, @Reference Forms forms) {
        this.surveys = surveys;
        this.forms = forms;
    }

    /** A sheet and how it stands. */
    public record SheetView(
            String id,
            String round,
            String form,
            String unit,
            String person,
            String state,
            long version,
            String due,
            String remark,
            Map<String, Object> answers) {
        static SheetView of(Sheet sheet, Round round) {
            return new SheetView(
                    String.valueOf(sheet.id()),
                    String.valueOf(round.id()),
                    round.form().code(),
                    String.valueOf(sheet.unit()),
                    String.valueOf(sheet.person()),
                    sheet.stateName(),
                    sheet.version(),
                    round.due().toString(),
                    sheet.remark(),
                    sheet.answers().item().entries());
        }
    }

    /** What is sent. @param units codes @param answerer account, or nothing for the heads */
    public record Sent(String form, List<String> units, String answerer, String due, String phase) {}

    /** What is answered. @param version that the writer saw */
    public record Answered(long version, Map<String, Object> answers) {
        Answers read() {
            return new Answers(new Item(answers == null ? Map.of() : answers));
        }
    }

    /** Why a sheet goes back. */
    public record Returned(long version, String remark) {}

    @GET
    @Path("forms")
    public List<Form> forms() {
        return forms.all();
    }

    /** What the caller has to answer, or has answered. */
    @GET
    @Path("sheets")
    public List<SheetView> mine() {
        return surveys.mine().stream()
                .map(sheet -> SheetView.of(sheet, surveys.open(sheet.id()).round()))
                .toList();
    }

    @GET
    @Path("sheets/" + ID)
    public SheetView sheet(@PathParam("id") long id) {
        Surveys.Opened opened = surveys.open(id);
        return SheetView.of(opened.sheet(), opened.round());
    }

    /** Keeps a draft. */
    @PUT
    @Path("sheets/" + ID)
    @Consumes("application/json")
    public SheetView save(@PathParam("id") long id, Answered answered) {
        surveys.save(id, answered.version(), answered.read());
        return sheet(id);
    }

    @POST
    @Path("sheets/" + ID + "/handin")
    @Consumes("application/json")
    public SheetView handIn(@PathParam("id") long id, Answered answered) {
        surveys.handIn(id, answered.version(), answered.read());
        return sheet(id);
    }

    @POST
    @Path("sheets/" + ID + "/return")
    @Consumes("application/json")
    public SheetView giveBack(@PathParam("id") long id, Returned returned) {
        surveys.giveBack(id, returned.version(), returned.remark() == null ? "" : returned.remark());
        return sheet(id);
    }

    @GET
    @Path("rounds")
    public List<Standing> rounds() {
        return surveys.standings(surveys.rounds());
    }

    @GET
    @Path("rounds/" + ID + "/sheets")
    public List<SheetView> sheets(@PathParam("id") long id) {
        Round round = surveys.round(id);
        return surveys.sheets(id).stream()
                .map(sheet -> SheetView.of(sheet, round))
                .toList();
    }

    @POST
    @Path("rounds")
    @Consumes("application/json")
    public Standing send(Sent sent) {
        LocalDate due = SurveyPage.day(text(sent.due())).orElseThrow(() -> Invalid.of("due", "survey.problem.due"));
        Set<String> units = new LinkedHashSet<>(sent.units() == null ? List.of() : sent.units());
        return surveys.standing(surveys.send(
                new Surveys.Sending(text(sent.form()), units, text(sent.answerer()), due, text(sent.phase()))));
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
