package org.stepwise.web.internal.page;

import java.util.Map;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.web.internal.Services;

/** Marks a record as a favourite, or no longer: POST {@code /favourite}. */
public final class FavouritePage implements OwnPage {
    private final Services services;
    private final Preferences preferences;

    public FavouritePage(Services services, Preferences preferences) {
        this.services = services;
        this.preferences = preferences;
    }

    @Override
    public Reply get(Visit visit) {
        throw NotFound.of(visit.path());
    }

    @Override
    public Reply post(Visit visit) {
        RecordId record = RecordId.parse(visit.param("record"));
        if (!services.records.visible(record)) throw NotFound.of(record);
        boolean on = preferences.toggleFavourite(visit.caller().person(), record);
        return Reply.redirect(record.path(), on ? "web.favourite.on" : "web.favourite.off", Map.of());
    }
}
