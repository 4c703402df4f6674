package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;

import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.rest.internal.served.RestServer.Client;
import org.stepwise.rest.internal.served.RestServer.Reply;

/** The door of posts, as an example of any record type, and an administrator who may do everything there. */
public final class Posts extends ExternalResource {
    static final String POSTS = "/api/directory/post";
    private final RestServer server = new RestServer();
    Client admin;

    @Override
    protected void before() throws Exception {
        server.before();
        admin = server.client("root", Roles.ADMINISTRATOR);
    }

    @Override
    protected void after() {
        server.after();
    }

    Client client(String account, String... roles) {
        return server.client(account, roles);
    }

    static String post(String code) {
        return "{\"code\":\"" + code + "\",\"nameZh\":\"岗位" + code + "\",\"level\":3}";
    }

    Reply made(String code) {
        Reply made = admin.post(POSTS, post(code));
        assertEquals(made.text(), 201, made.status());
        return made;
    }
}
