package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.rest.internal.served.RestServer.Client;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

/** Photos and leavers through REST (DIR-3). */
public class PeopleOverRestTest {
    @ClassRule
    public static final RestServer SERVER = new RestServer();

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB), "png", out);
        return out.toByteArray();
    }

    @Test
    @Covers({"DIR-3", "API-1"})
    public void aPhotoIsPutReadWithItsTagAndRemoved() throws IOException {
        Client mia = SERVER.client("mia");
        Client other = SERVER.client("nosy");
        String address = "/api/directory/people/mia/photo";
        assertEquals(404, mia.get(address).status());
        assertEquals(403, other.send("PUT", address, png(), "image/png").status());
        Reply wrong = mia.send("PUT", address, "<svg/>".getBytes(), "image/svg+xml");
        assertEquals(wrong.text(), 422, wrong.status());
        assertTrue(wrong.text(), wrong.text().contains("PNG or JPEG"));
        Reply put = mia.send("PUT", address, png(), "image/png");
        assertEquals(put.text(), 204, put.status());
        Reply read = other.get(address);
        assertEquals(200, read.status());
        assertEquals("image/jpeg", read.header("Content-Type"));
        assertEquals(
                256, ImageIO.read(new ByteArrayInputStream(read.http().body())).getWidth());
        assertEquals(
                304, other.get(address, "If-None-Match", read.header("ETag")).status());
        assertEquals(204, mia.send("DELETE", address, "").status());
        assertEquals(404, other.get(address).status());
    }

    @Test
    @Covers("DIR-3")
    public void whoIsAboutToLeaveReadsAPageButNotInBulkAndExportsNothing() {
        Client leaver = SERVER.client("soongone", Roles.ADMINISTRATOR);
        assertEquals(200, leaver.get("/api/directory/person?limit=200").status());
        long id = SERVER.kernel.get(Directory.class).requireAccount("soongone").id();
        SERVER.kernel.system(() -> SERVER.kernel
                .get(Transactions.class)
                .run(() -> SERVER.kernel.get(Directory.class).state(id, PersonState.LEAVING)));
        assertEquals(200, leaver.get("/api/directory/person?limit=50").status());
        assertEquals(403, leaver.get("/api/directory/person?limit=51").status());
        String next =
                leaver.get("/api/directory/person?limit=1").json().path("next").asText();
        assertEquals(
                403, leaver.get("/api/directory/person?limit=1&after=" + next).status());
        assertEquals(403, leaver.get("/api/directory/person/export").status());
        assertEquals(403, leaver.get("/api/directory/organisation/export").status());
    }
}
