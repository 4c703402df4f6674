package org.stepwise.kernel.internal.release;

import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;

/** Who signed all entries of an archive: told each entry after its bytes were read to the end. */
final class Signature {
    private boolean begun;
    private boolean unsigned;
    private final Set<X509Certificate> common = new LinkedHashSet<>();

    /** Files of the signature itself, which nobody can sign. */
    static boolean itself(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("META-INF/") || upper.indexOf('/', "META-INF/".length()) >= 0) return false;
        return upper.equals("META-INF/MANIFEST.MF")
                || upper.startsWith("META-INF/SIG-")
                || upper.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    }

    void seen(JarEntry entry) {
        CodeSigner[] signers = entry.getCodeSigners();
        Set<X509Certificate> here = new LinkedHashSet<>();
        if (signers != null) {
            for (CodeSigner signer : signers) {
                Certificate first = signer.getSignerCertPath().getCertificates().get(0);
                if (first instanceof X509Certificate certificate) here.add(certificate);
            }
        }
        if (here.isEmpty()) unsigned = true;
        if (begun) common.retainAll(here);
        else common.addAll(here);
        begun = true;
    }

    /** The trusted one who signed every entry. */
    X509Certificate trusted(TrustedSigners signers, Instant now) {
        if (!begun || unsigned || common.isEmpty()) throw Refused.because("unsigned");
        List<X509Certificate> known =
                new ArrayList<>(common.stream().filter(signers::trusts).toList());
        if (known.isEmpty()) {
            X509Certificate one = common.iterator().next();
            throw Refused.because(
                    "signer",
                    Map.of("signer", TrustedSigners.name(one), "fingerprint", TrustedSigners.fingerprint(one)));
        }
        X509Certificate one = known.get(0);
        if (one.getNotAfter().before(Date.from(now)) || one.getNotBefore().after(Date.from(now))) {
            throw Refused.because(
                    "expired",
                    Map.of(
                            "signer",
                            TrustedSigners.name(one),
                            "until",
                            one.getNotAfter().toInstant().toString()));
        }
        return one;
    }
}
