package org.stepwise.rest.internal.door;

import java.lang.reflect.Method;
import java.util.Optional;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.Provider;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;

/** Holds a bearer token to its scopes, before the resource is called. */
@Provider
public final class ScopeCheck implements ContainerRequestFilter {
    private final Visits visits;

    @Context
    private ResourceInfo resource;

    ScopeCheck(Visits visits) {
        this.visits = visits;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!visits.current().byToken()) return;
        String scope = scope(request);
        boolean write =
                !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        if (!scope.isEmpty()) visits.require(scope, write);
    }

    private String scope(ContainerRequestContext request) {
        MultivaluedMap<String, String> path = request.getUriInfo().getPathParameters();
        Class<?> type = resource.getResourceClass();
        if (!BuiltIn.class.isAssignableFrom(type)) {
            return request.getUriInfo().getPath().replaceFirst("^/", "").split("/", 2)[0];
        }
        return needs(resource.getResourceMethod(), type)
                .map(Needs::value)
                .orElseGet(() -> path.getFirst("module") + "." + path.getFirst("type"));
    }

    private static Optional<Needs> needs(Method method, Class<?> type) {
        return Optional.ofNullable(method.getAnnotation(Needs.class))
                .or(() -> Optional.ofNullable(type.getAnnotation(Needs.class)));
    }
}
