/** Phases: who may use which module, and the steps that change it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.stepwise.kernel.api.rollout;
