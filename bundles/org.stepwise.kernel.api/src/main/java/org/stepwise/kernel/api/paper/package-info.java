/** Documents for paper: what they hold, and the service that sets them as PDF. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.stepwise.kernel.api.paper;
