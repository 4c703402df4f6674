/** Configuration that goes from the test system to the production system. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.stepwise.kernel.api.config;
