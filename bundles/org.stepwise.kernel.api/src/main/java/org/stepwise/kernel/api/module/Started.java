package org.stepwise.kernel.api.module;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A service that is there as soon as every part of the server has come up once, with its tables and texts. Doors refer to it, so that
 * nobody is served before; what goes wrong later is told by {@link Health}. Registered by the kernel.
 */
@ProviderType
public interface Started {}
