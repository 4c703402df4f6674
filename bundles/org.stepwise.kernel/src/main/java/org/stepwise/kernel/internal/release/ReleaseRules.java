package org.stepwise.kernel.internal.release;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/** The operator's rules for modules from outside, as they stand in {@code etc/} now. */
@Component(service = ReleaseRules.class, configurationPid = "org.stepwise.modules")
public final class ReleaseRules {
    private volatile ReleaseConfig config;

    @Activate
    public ReleaseRules(ReleaseConfig config) {
        this.config = config;
    }

    @Modified
    void changed(ReleaseConfig changed) {
        config = changed;
    }

    boolean unsignedDirectories() {
        return config.unsigned_directories();
    }

    public Duration patience() {
        return Duration.ofSeconds(Math.max(1, config.ready_seconds()));
    }

    public int kept() {
        return Math.max(1, config.keep());
    }

    long largest() {
        return Math.max(1, config.archive_megabytes()) * 1024L * 1024L;
    }
}
