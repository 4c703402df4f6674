package org.stepwise.kernel.api.secret;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Secrets of configuration files (OPS-4): passwords of databases, mail servers and directories stand there encrypted, as
 * {@code {enc}…}, with a key that only this home has. Provided by the kernel, called by whatever reads a secret from its
 * configuration. Thread-safe.
 */
@ProviderType
public interface Secrets {
    /** What an encrypted value begins with. */
    String MARK = "{enc}";

    /**
     * @param configured a value as it stands in a configuration file; one without the mark is the secret itself
     * @throws IllegalStateException when it was not encrypted with this home's key, or has been changed
     */
    String open(String configured);
}
