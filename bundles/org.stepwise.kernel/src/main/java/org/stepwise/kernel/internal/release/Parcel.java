package org.stepwise.kernel.internal.release;

import java.nio.file.Path;
import java.util.List;
import org.stepwise.kernel.api.module.Releases.Source;

/**
 * An archive that was checked and unpacked, and is not kept yet.
 *
 * @param bundle symbolic name of the module's bundle
 * @param signer fingerprint of the certificate, "" for a directory
 * @param signerName its subject, "" for a directory
 * @param directory where the archive and its jars are
 * @param jars in the order of starting: the module's own last
 */
public record Parcel(
        String module,
        String version,
        String bundle,
        Source source,
        String name,
        String checksum,
        String signer,
        String signerName,
        Path directory,
        List<JarFacts> jars) {
    /** Name of the archive in its directory. */
    static final String ARCHIVE = "archive.kar";
}
