package org.stepwise.rest.internal.directory;

import java.io.InputStream;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.directory.Photos;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.rollout.Names;

/** Photos of people, for who sees the person; one's own, and of people whose records one may edit, can be changed. */
@Component(service = BuiltIn.class)
@Path("directory/people/{person}/photo")
@Needs("directory.person")
public final class PhotoResource implements BuiltIn {
    private final Photos photos;
    private final Transactions tx;
    private final Names names;

    @Activate
    public PhotoResource(@Reference Photos photos, @Reference Transactions tx, @Reference Names names) {
        this.photos = photos;
        this.tx = tx;
        this.names = names;
    }

    /** A square JPEG with its ETag; 404 when there is none. */
    @GET
    @Produces("image/jpeg")
    @Answer(schema = "binary")
    public Response photo(@PathParam("person") String person, @Context Request request) {
        Photos.Photo photo = tx.read(() -> photos.of(id(person)).orElseThrow(() -> NotFound.of(person)));
        EntityTag tag = new EntityTag(photo.version());
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = known == null ? Response.ok(photo.jpeg()) : known;
        return answer.tag(tag).header("Cache-Control", "private, no-cache").build();
    }

    /** The body is the image, PNG or JPEG. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    @Answer(status = 204)
    public void put(@PathParam("person") String person, InputStream image) {
        photos.put(id(person), image);
    }

    @DELETE
    @Answer(status = 204)
    public void remove(@PathParam("person") String person) {
        photos.remove(id(person));
    }

    private long id(String person) {
        return names.persons(List.of(person)).iterator().next();
    }
}
