package org.stepwise.moduletest.leaky;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.ObjectName;
import org.stepwise.kernel.api.module.Module;

/** A module that gives away three things and takes none of them back. */
public final class LeakyModule implements Module {
    private static final ThreadLocal<LeakyModule> LAST = new ThreadLocal<>();

    /** What it registers in the JVM. */
    public interface CounterMBean {
        int getCount();
    }

    /** Counts nothing. */
    public static final class Counter implements CounterMBean {
        @Override
        public int getCount() {
            return 0;
        }
    }

    public LeakyModule() throws JMException {
        LAST.set(this);
        ManagementFactory.getPlatformMBeanServer().registerMBean(new Counter(), new ObjectName("leaky:type=Counter"));
        Thread thread = new Thread(LeakyModule::poll, "leaky-poller");
        thread.setDaemon(true);
        thread.start();
    }

    private static void poll() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String id() {
        return "leaky";
    }
}
