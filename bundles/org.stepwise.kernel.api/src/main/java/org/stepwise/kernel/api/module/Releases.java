package org.stepwise.kernel.api.module;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Versions of modules that are brought to a running server (ROL-12): from a kar file, from a directory, or back from those that are
 * kept. Everything here is all or nothing: what does not come up, or whose schema does not migrate, is taken back to the version
 * before with its data. Changing needs {@code administer} on {@code kernel.module}; not inside a transaction.
 */
@ProviderType
public interface Releases {
    /** Version of the module that the server itself carries. */
    String BUILT_IN = "";

    /**
     * Installs a module that is not there.
     *
     * @throws org.stepwise.kernel.api.Invalid when the archive is refused; nothing was changed
     * @throws org.stepwise.kernel.api.Conflict when it is there already, or was taken back with the reason
     */
    Modules.Info install(Delivery delivery);

    /** Brings another version of a module that is there; refuses and takes back as {@link #install} does. */
    Modules.Info upgrade(Delivery delivery);

    /** Goes to a version that is kept, or to the one that the server carries ({@link #BUILT_IN}). */
    Modules.Info upgrade(String module, String version);

    /** Does this version come before that one? Numbers count as such, {@code 1.9} is older than {@code 1.10}. */
    static boolean older(String version, String than) {
        String[] one = version.split("[.-]");
        String[] other = than.split("[.-]");
        for (int part = 0; part < Math.min(one.length, other.length); part++) {
            boolean numbers = one[part].matches("\\d{1,9}") && other[part].matches("\\d{1,9}");
            int order = numbers
                    ? Integer.compare(Integer.parseInt(one[part]), Integer.parseInt(other[part]))
                    : one[part].compareTo(other[part]);
            if (order != 0) return order < 0;
        }
        return one.length < other.length;
    }

    /** Versions that are kept of a module, the newest first; none for one that only the server itself carries. */
    List<Release> of(String module);

    /** The last attempt that was taken back, if none has succeeded since. */
    Optional<Failure> failure(String module);

    /** Certificates whose signature this home accepts. */
    List<Signer> trusted();

    /** @param certificate a file in X.509 form @throws org.stepwise.kernel.api.Invalid when it holds none */
    Signer trust(Path certificate);

    /** @param fingerprint all of it or its beginning @throws org.stepwise.kernel.api.NotFound when none is like it */
    Signer distrust(String fingerprint);

    /**
     * What somebody brings: a path on the server, or what they send.
     *
     * @param path of a kar file or a directory
     * @param content of a kar file, read once and not closed, when there is no path
     * @param name of the file as its bringer knows it
     * @param checksum SHA-256 that the file must have, "" when none was given; then that of {@code FILE.sha256} beside it counts
     */
    record Delivery(Optional<Path> path, InputStream content, String name, String checksum) {
        public static Delivery of(Path path, String checksum) {
            String name = String.valueOf(path.getFileName());
            return new Delivery(Optional.of(path), InputStream.nullInputStream(), name, checksum);
        }

        public static Delivery of(InputStream content, String name, String checksum) {
            return new Delivery(Optional.empty(), content, name, checksum);
        }
    }

    /** Where a release came from. */
    enum Source {
        /** A signed kar file. */
        ARCHIVE,
        /** A directory of jars, in a home that allows it. */
        DIRECTORY
    }

    /**
     * A version that is kept.
     *
     * @param checksum SHA-256 of the archive
     * @param signer whose certificate signed it, "" for a directory
     * @param current is it the one that runs when the module is installed?
     */
    record Release(
            String module,
            String version,
            Source source,
            String name,
            String checksum,
            String signer,
            long bytes,
            Instant since,
            boolean current) {}

    /**
     * An attempt that was taken back.
     *
     * @param key of the sentence that tells why
     */
    record Failure(String version, Instant at, String key, Map<String, Object> args) {}

    /**
     * Somebody whose signature is accepted.
     *
     * @param fingerprint SHA-256 of the certificate, in hexadecimal digits
     * @param name subject of the certificate
     */
    record Signer(String fingerprint, String name, Instant until) {}
}
