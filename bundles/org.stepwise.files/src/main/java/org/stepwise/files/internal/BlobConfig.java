package org.stepwise.files.internal;

/** Settings of one node's operator, pid {@code org.stepwise.kernel}. */
public @interface BlobConfig {
    /** Directory of the contents, shared by all nodes; "" is {@code blobs} in the home. */
    String blobs_dir() default "";
}
