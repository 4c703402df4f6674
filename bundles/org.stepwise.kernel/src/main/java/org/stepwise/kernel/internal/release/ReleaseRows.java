package org.stepwise.kernel.internal.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stepwise.kernel.api.module.Releases.Failure;
import org.stepwise.kernel.api.module.Releases.Release;
import org.stepwise.kernel.api.module.Releases.Source;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.text.Json;

/**
 * Which version of a module may run, and which are kept. The row of the version changes in the very transaction that migrates the
 * module's schema, so that after a crash the one says what the other is. In the running transaction.
 */
public final class ReleaseRows {
    private final Sql sql;

    public ReleaseRows(Sql sql) {
        this.sql = sql;
    }

    /** A change of version that somebody is just making. */
    public record Coming(String module, String version, Instant since, String node) {}

    /** Version that may run: {@code ""} for the server's own. */
    public String current(String module) {
        return sql.first("select version from kernel_release_state where module = ?", row -> row.text(1), module)
                .orElse("");
    }

    /** Of all modules that run a version from outside. */
    public Map<String, String> allCurrent() {
        Map<String, String> found = new TreeMap<>();
        sql.each(
                "select module, version from kernel_release_state where version <> ''",
                row -> found.put(row.text(1), row.text(2)));
        return found;
    }

    public List<Coming> allComing() {
        return sql.list(
                "select module, coming, coming_since, coming_node from kernel_release_state where under_way = true",
                row -> new Coming(row.text(1), row.text(2), row.instant(3).orElse(Instant.EPOCH), row.text(4)));
    }

    public Optional<Coming> coming(String module) {
        return allComing().stream().filter(one -> one.module().equals(module)).findFirst();
    }

    /** Marks that a change is under way. */
    public void begin(String module, String version, Instant now, String node) {
        ensure(module);
        sql.update(
                "update kernel_release_state set under_way = true, coming = ?, coming_since = ?, coming_node = ?"
                        + " where module = ?",
                version,
                now,
                node,
                module);
    }

    /** The version that came is the one that may run from now on. */
    public void switched(String module, String version) {
        ensure(module);
        sql.update(
                "update kernel_release_state set version = ?, under_way = false, coming = '', coming_node = '',"
                        + " failed_version = '', failed_key = '' where module = ?",
                version,
                module);
        sql.update("update kernel_release set arrives = false where module = ? and version = ?", module, version);
    }

    /** The change was taken back: what came only for it goes again. */
    public void failed(String module, Failure failure) {
        ensure(module);
        sql.update(
                "update kernel_release_state set under_way = false, coming = '', coming_node = '', failed_version = ?,"
                        + " failed_at = ?, failed_key = ?, failed_args = ? where module = ?",
                failure.version(),
                failure.at(),
                failure.key(),
                Json.writeDetails(failure.args()),
                module);
        sql.update("delete from kernel_release where module = ? and arrives = true", module);
    }

    public Optional<Failure> failure(String module) {
        return sql.first(
                "select failed_version, failed_at, failed_key, failed_args from kernel_release_state"
                        + " where module = ? and failed_key <> ''",
                row -> new Failure(
                        row.text(1), row.instant(2).orElse(Instant.EPOCH), row.text(3), Json.readDetails(row.text(4))),
                module);
    }

    private void ensure(String module) {
        if (sql.number("select count(*) from kernel_release_state where module = ?", module) > 0) return;
        sql.update(
                "insert into kernel_release_state (module, version, coming, under_way, coming_node, failed_version,"
                        + " failed_key, failed_args) values (?, '', '', false, '', '', '', '{}')",
                module);
    }

    public void add(Parcel parcel, byte[] archive, Instant now) {
        sql.update("delete from kernel_release where module = ? and arrives = true", parcel.module());
        sql.update(
                "insert into kernel_release (module, version, bundle, source, name, checksum, signer, signer_name, bytes,"
                        + " arrives, added_at, archive) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                parcel.module(),
                parcel.version(),
                parcel.bundle(),
                parcel.source(),
                shortened(parcel.name(), 200),
                parcel.checksum(),
                parcel.signer(),
                shortened(parcel.signerName(), 400),
                archive.length,
                true,
                now,
                archive);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** The archive as it was taken in. */
    public Optional<byte[]> archive(String module, String version) {
        return sql.first(
                "select archive from kernel_release where module = ? and version = ?",
                row -> row.raw().getBytes(1),
                module,
                version);
    }

    /** Newest first. */
    public List<Release> of(String module) {
        String current = current(module);
        return sql.list(
                "select version, source, name, checksum, signer_name, bytes, added_at from kernel_release"
                        + " where module = ? and arrives = false order by added_at desc, version desc",
                row -> new Release(
                        module,
                        row.text(1),
                        Source.valueOf(row.text(2)),
                        row.text(3),
                        row.text(4),
                        row.text(5),
                        row.number(6),
                        row.instant(7).orElse(Instant.EPOCH),
                        row.text(1).equals(current)),
                module);
    }

    /** Who a module's releases are from. */
    public record Supplier(String bundle, String signer) {}

    /** Of the newest release that is kept. */
    public Optional<Supplier> supplier(String module) {
        return sql
                .list(
                        "select bundle, signer_name from kernel_release where module = ? and arrives = false"
                                + " order by added_at desc",
                        row -> new Supplier(row.text(1), row.text(2)),
                        module)
                .stream()
                .findFirst();
    }

    public void remove(String module, String version) {
        sql.update("delete from kernel_release where module = ? and version = ?", module, version);
    }
}
