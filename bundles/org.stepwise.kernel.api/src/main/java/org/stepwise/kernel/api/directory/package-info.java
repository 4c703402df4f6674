/** People, units, posts and the index that answers superior and subordinate questions. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.stepwise.kernel.api.directory;
