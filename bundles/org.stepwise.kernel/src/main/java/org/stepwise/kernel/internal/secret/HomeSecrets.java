package org.stepwise.kernel.internal.secret;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.secret.Secrets;

/** Secrets with the key of this home; {@code ./stepwise secret} encrypts them. */
@Component(service = Secrets.class)
public final class HomeSecrets implements Secrets {
    private final SecretKeyFile file;

    @Activate
    public HomeSecrets() {
        this(Path.of(System.getProperty("stepwise.home", ".")));
    }

    HomeSecrets(Path home) {
        this.file = SecretKeyFile.of(home);
    }

    @Override
    public String open(String configured) {
        if (!configured.startsWith(MARK)) return configured;
        try {
            return new Seal(file.read()).open(configured);
        } catch (IOException e) {
            throw new IllegalStateException("the key of this home's secrets cannot be read: " + file.file(), e);
        }
    }
}
