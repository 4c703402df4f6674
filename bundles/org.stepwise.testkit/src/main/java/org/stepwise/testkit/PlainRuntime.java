package org.stepwise.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The component runtime in a plain JVM. Felix Connect implements an older ServiceReference, which the runtime cannot describe once a
 * component is satisfied: such a component then has nothing to say about what it waits for.
 */
record PlainRuntime(ServiceComponentRuntime real) implements InvocationHandler {
    ServiceComponentRuntime proxy() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                PlainRuntime.class.getClassLoader(), new Class<?>[] {ServiceComponentRuntime.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            boolean cannotDescribe = e.getCause() instanceof IncompatibleClassChangeError;
            if (cannotDescribe) return List.of();
            throw e.getCause();
        }
    }
}
