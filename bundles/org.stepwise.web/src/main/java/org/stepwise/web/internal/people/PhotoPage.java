package org.stepwise.web.internal.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Photos;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.http.Answer;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Photos of people (DIR-3): {@code /photo/17/VERSION} is the picture, {@code /photo/17} the page where it is changed. */
public final class PhotoPage implements OwnPage {
    private final Services services;

    public PhotoPage(Services services) {
        this.services = services;
    }

    record Model(long id, String name, boolean has, String back) {}

    private static long person(Visit visit) {
        return Visit.parse(visit.rest().split("/")[0]).orElseThrow(() -> NotFound.of(visit.path()));
    }

    @Override
    public Reply get(Visit visit) {
        long person = person(visit);
        if (visit.rest().contains("/")) return picture(visit, person);
        Photos photos = services.photos();
        if (!photos.mayChange(person)) throw Forbidden.of(Actions.EDIT, "directory.person");
        String name = services.directory.names(Set.of(person)).getOrDefault(person, "");
        Model model = new Model(person, name, photos.versions().containsKey(person), back(visit, person));
        return Reply.page("photo", "web.photo", model).args(Map.of("name", name));
    }

    /** The address changes with the picture, so a browser may keep it; what it gets without asking again is nobody else's. */
    private Reply picture(Visit visit, long person) {
        Photos.Photo photo = services.photos().of(person).orElseThrow(() -> NotFound.of(visit.path()));
        return Reply.ready(Answer.of(200, "image/jpeg", photo.jpeg())
                .header("ETag", '"' + photo.version() + '"')
                .header("Cache-Control", "private, max-age=31536000, immutable"));
    }

    private static String back(Visit visit, long person) {
        return visit.caller().person() == person ? "/me" : "/directory/person/" + person;
    }

    @Override
    public Reply post(Visit visit) {
        long person = person(visit);
        if (visit.param("step").equals("remove")) {
            services.photos().remove(person);
            return Reply.redirect(back(visit, person), "web.photo.removed", Map.of());
        }
        Request.Upload upload = visit.upload("file")
                .filter(sent -> sent.bytes() > 0)
                .orElseThrow(() -> Invalid.of("file", "web.files.choose"));
        try (InputStream image = upload.content()) {
            services.photos().put(person, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.redirect(back(visit, person), "web.photo.put", Map.of());
    }
}
