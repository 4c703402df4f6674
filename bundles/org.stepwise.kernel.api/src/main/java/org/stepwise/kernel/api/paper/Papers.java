package org.stepwise.kernel.api.paper;

import org.osgi.annotation.versioning.ProviderType;

/** Sets documents for paper. There only when the bundle is installed; doors say so when it is not. Thread-safe. */
@ProviderType
public interface Papers {
    /**
     * A4, upright, with page numbers, in Chinese and Latin letters whose glyphs come along; tagged for screen readers, with title,
     * author and language. A letter that no font has is shown as a question mark.
     */
    byte[] pdf(Paper paper);
}
