package org.stepwise.rest.internal.door;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.stepwise.rest.internal.json.Json;
import org.stepwise.rest.internal.json.JsonBody;

/**
 * One CXF server with a bus, mapper and class loader of its own: whatever CXF and Jackson remember of the resources' classes
 * goes with it.
 */
final class Endpoint implements AutoCloseable {
    private final Bus bus;
    private final CXFNonSpringServlet servlet;
    private final Server server;

    /** @param beans resources, all of one bundle @param providers what stands around them besides JSON */
    Endpoint(ServletConfig config, ClassLoader loader, List<?> beans, List<?> providers) throws ServletException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Endpoint.class.getClassLoader());
        try {
            bus = new CXFBusFactory().createBus();
            bus.setExtension(loader, ClassLoader.class);
            servlet = new CXFNonSpringServlet();
            servlet.setBus(bus);
            servlet.init(config);
            server = server(beans, providers);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Server server(List<?> beans, List<?> providers) {
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/");
        factory.setServiceBeans(new ArrayList<>(beans));
        List<Object> all = new ArrayList<>(providers);
        all.add(new JsonBody(Json.mapper()));
        factory.setProviders(all);
        return factory.create();
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        servlet.service(request, response);
    }

    @Override
    public void close() {
        server.destroy();
        servlet.destroy();
        bus.shutdown(true);
    }
}
