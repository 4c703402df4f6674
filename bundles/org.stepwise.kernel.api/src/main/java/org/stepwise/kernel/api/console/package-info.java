/** Console commands that modules contribute. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.stepwise.kernel.api.console;
