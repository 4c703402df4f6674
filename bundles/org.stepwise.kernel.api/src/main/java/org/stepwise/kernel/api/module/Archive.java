package org.stepwise.kernel.api.module;

import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** What an export is written into. Used by one thread; a cancelled export ends in any of its methods. */
@ProviderType
public interface Archive {
    /** The rows of a query, as {@code <name>.csv} and {@code <name>.json}. */
    void rows(String name, String sql, Object... args);

    /** One content. @param path below the archive's root, of characters that every file system takes */
    void file(String path, InputStream content);
}
