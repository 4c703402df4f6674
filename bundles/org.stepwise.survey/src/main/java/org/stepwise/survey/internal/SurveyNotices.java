package org.stepwise.survey.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.notice.Notices;

/** Tells people about their sheets, where there are notices at all. */
@Component(service = SurveyNotices.class)
public final class SurveyNotices {
    private static final String LIST = "/survey";

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Notices> notices = List.of();

    void sent(Round round, long sheet, String unit, long person) {
        tell("sent", round, sheet, unit, person);
    }

    void returned(Round round, long sheet, String unit, long person) {
        tell("returned", round, sheet, unit, person);
    }

    void due(Round round, Sheet sheet, String unit, boolean late) {
        tell(late ? "late" : "due", round, sheet.id(), unit, sheet.person());
    }

    void handedIn(Round round, long sheet, String unit) {
        if (round.by() != 0) tell("handedIn", round, sheet, unit, round.by());
    }

    private void tell(String what, Round round, long sheet, String unit, long person) {
        Map<String, Object> args = new HashMap<>();
        args.put("form", round.form().nameZh());
        args.put("formEn", round.form().nameEn());
        args.put("unit", unit);
        args.put("due", round.due().toString());
        Notices.Page page = new Notices.Page("/survey/sheet/" + sheet, LIST);
        notices.forEach(each -> each.send("survey", List.of(person), "survey.notice." + what, args, page));
    }
}
