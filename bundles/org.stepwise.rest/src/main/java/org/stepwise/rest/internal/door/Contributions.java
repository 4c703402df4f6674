package org.stepwise.rest.internal.door;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.web.RestResource;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.openapi.OpenApiResource;

/**
 * What answers below {@code /api}: one endpoint for our own resources, one for each resource of a module. Made at the first
 * request, dropped with the service. A module's endpoint answers only those to whom the module is open.
 */
@Component(service = Contributions.class)
public final class Contributions {
    private static final Logger LOG = LoggerFactory.getLogger(Contributions.class);

    private final Callers callers;
    private final Modules modules;
    private final Usage usage;
    private final UsageRules rules;
    private final Visits visits;
    private final Problems problems;
    private final Texts texts;
    private final OpenApiResource openApi;
    private final Map<BuiltIn, Boolean> builtIns = new ConcurrentHashMap<>();
    private final Map<RestResource, Contribution> contributions = new ConcurrentHashMap<>();
    private Optional<Endpoint> own = Optional.empty();

    @Activate
    public Contributions(
            @Reference Callers callers,
            @Reference Access access,
            @Reference Modules modules,
            @Reference Usage usage,
            @Reference UsageRules rules,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.callers = callers;
        this.usage = usage;
        this.rules = rules;
        this.modules = modules;
        this.visits = visits;
        this.problems = new Problems(texts, visits);
        this.texts = texts;
        this.openApi = new OpenApiResource(access, callers, texts, visits, this::open);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addBuiltIn(BuiltIn resource) {
        builtIns.put(resource, Boolean.TRUE);
        renew();
    }

    void removeBuiltIn(BuiltIn resource) {
        builtIns.remove(resource);
        renew();
    }

    private synchronized void renew() {
        own.ifPresent(Endpoint::close);
        own = Optional.empty();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addResource(RestResource resource) {
        Optional<String> path = path(resource.getClass());
        if (path.isEmpty()) {
            LOG.error(
                    "{} has no @Path that begins with its module's id: not published",
                    resource.getClass().getName());
            return;
        }
        contributions.put(resource, new Contribution(path.get(), resource));
    }

    void removeResource(RestResource resource) {
        Optional.ofNullable(contributions.remove(resource)).ifPresent(Contribution::close);
    }

    @Deactivate
    synchronized void close() {
        contributions.values().forEach(Contribution::close);
        own.ifPresent(Endpoint::close);
        own = Optional.empty();
    }

    /** The fixed part of a resource's address, without slashes around it. */
    static Optional<String> path(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(Path.class))
                .map(p -> p.value().replaceFirst("\\{.*", "").replaceAll("^/+|/+$", ""))
                .filter(p -> p.matches("[a-z][a-z0-9]*(/.*)?"));
    }

    /** Classes of resources that the caller may use: ours, and those of modules that are open. */
    private List<Class<?>> open() {
        List<Class<?>> found = new ArrayList<>();
        found.add(openApi.getClass());
        builtIns.keySet().forEach(b -> found.add(b.getClass()));
        contributions.values().stream().filter(this::isOpen).forEach(c -> found.add(c.resource.getClass()));
        found.sort(Comparator.comparing(Class::getName));
        return found;
    }

    void serve(ServletConfig config, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        Optional<Contribution> contribution = contributions.values().stream()
                .filter(c -> path.equals(c.path) || path.startsWith(c.path + "/"))
                .max(Comparator.comparingInt(c -> c.path.length()));
        requireRules(path.split("/", 2)[0]);
        if (contribution.isEmpty()) {
            own(config).serve(request, response);
            return;
        }
        if (!isOpen(contribution.get())) throw NotFound.of(path);
        usage.used(callers.current(), contribution.get().module());
        contribution.get().endpoint(config).serve(request, response);
    }

    /** Rules of use come first where a setting says so (ROL-21). */
    private void requireRules(String module) {
        if (callers.find().isEmpty() || rules.asked(module).isEmpty() || !rules.first()) return;
        Locale locale = callers.current().locale();
        String name = texts.find(locale, module + ".module.name").orElse(module);
        throw new Forbidden("rollout.problem.rulesFirst", Map.of("module", name, "id", module));
    }

    private boolean isOpen(Contribution contribution) {
        String module = contribution.module();
        return modules.find(module).isPresent()
                && callers.find()
                        .map(c -> c.system() || c.opening().opens(module))
                        .orElse(false);
    }

    private synchronized Endpoint own(ServletConfig config) throws ServletException {
        if (own.isEmpty()) {
            List<BuiltIn> beans = new ArrayList<>(builtIns.keySet());
            beans.add(openApi);
            own = Optional.of(new Endpoint(config, Contributions.class.getClassLoader(), beans, providers()));
        }
        return own.get();
    }

    private List<Object> providers() {
        return List.of(problems, new ScopeCheck(visits), new Parameters());
    }

    /** A module's resource and its endpoint. */
    private final class Contribution {
        private final String path;
        private final RestResource resource;
        private Optional<Endpoint> endpoint = Optional.empty();

        Contribution(String path, RestResource resource) {
            this.path = path;
            this.resource = resource;
        }

        String module() {
            return path.split("/", 2)[0];
        }

        synchronized Endpoint endpoint(ServletConfig config) throws ServletException {
            if (endpoint.isEmpty()) {
                endpoint = Optional.of(
                        new Endpoint(config, resource.getClass().getClassLoader(), List.of(resource), providers()));
            }
            return endpoint.get();
        }

        synchronized void close() {
            endpoint.ifPresent(Endpoint::close);
            endpoint = Optional.empty();
        }
    }
}
