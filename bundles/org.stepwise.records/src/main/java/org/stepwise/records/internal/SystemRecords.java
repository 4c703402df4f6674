package org.stepwise.records.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.record.Records;

/** The gateway with the rights of the system: every call runs as the system, with its reason. */
final class SystemRecords {
    private static final Logger LOG = LoggerFactory.getLogger(SystemRecords.class);

    private SystemRecords() {}

    static Records of(Records records, Callers callers, String reason) {
        LOG.debug("as system: {}", reason);
        Caller system = callers.system(reason);
        return (Records) Proxy.newProxyInstance(
                SystemRecords.class.getClassLoader(), new Class<?>[] {Records.class}, (proxy, method, args) -> {
                    Object[] result = new Object[1];
                    Throwable[] thrown = new Throwable[1];
                    callers.run(system, () -> {
                        try {
                            result[0] = method.invoke(records, args);
                        } catch (InvocationTargetException e) {
                            thrown[0] = e.getCause();
                        } catch (IllegalAccessException e) {
                            thrown[0] = e;
                        }
                    });
                    if (thrown[0] != null) throw thrown[0];
                    return result[0];
                });
    }
}
