package org.stepwise.kernel.internal.directory;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Photos;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;

/** Photos in the database. The versions are kept in memory as long as the counter {@code photo} stands still. */
@Component(service = Photos.class)
public final class PersonPhotos implements Photos {
    private static final String TYPE = "directory.person";
    private static final int VERSION = 16;
    /** Two images at a time are unpacked, whatever comes in. */
    private final Semaphore unpacking = new Semaphore(2);

    private final Transactions tx;
    private final Stamps stamps;
    private final Callers callers;
    private final LateRecords records;
    private final Settings settings;
    private final Audit audit;
    private final Clock clock;
    private volatile Known known = new Known(-1, Map.of());

    private record Known(long stamp, Map<Long, String> versions) {}

    @Activate
    public PersonPhotos(
            @Reference Transactions tx,
            @Reference Stamps stamps,
            @Reference Callers callers,
            @Reference LateRecords records,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.tx = tx;
        this.stamps = stamps;
        this.callers = callers;
        this.records = records;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Map<Long, String> versions() {
        long stamp = stamps.asked().photo();
        Known now = known;
        if (now.stamp() != stamp) {
            Map<Long, String> read = new HashMap<>();
            tx.sql()
                    .each(
                            "select person_id, version from directory_photo",
                            row -> read.put(row.number(1), row.text(2)));
            now = new Known(stamp, Map.copyOf(read));
            known = now;
        }
        return now.versions();
    }

    @Override
    public Optional<Photo> of(long person) {
        requireSeen(person);
        return tx.sql()
                .first(
                        "select version, content from directory_photo where person_id = ?",
                        row -> new Photo(row.text(1), row.raw().getBytes(2)),
                        person);
    }

    private void requireSeen(long person) {
        boolean own = callers.current().person() == person;
        if (!own && !records.get().visible(RecordId.of(TYPE, person))) throw NotFound.of(person);
    }

    @Override
    public boolean mayChange(long person) {
        requireSeen(person);
        Caller caller = callers.current();
        if (caller.onBehalf().isPresent()) return false;
        return caller.person() == person || records.get().may(RecordId.of(TYPE, person), Actions.EDIT);
    }

    private void requireChange(long person) {
        if (!tx.read(() -> mayChange(person))) throw Forbidden.of(Actions.EDIT, TYPE);
    }

    @Override
    public void put(long person, InputStream image) {
        requireChange(person);
        byte[] content = portrait(bytes(image));
        String version = version(content);
        tx.run(() -> {
            int changed = tx.sql()
                    .update(
                            "update directory_photo set version = ?, content = ?, changed_at = ? where person_id = ?",
                            version,
                            content,
                            clock.instant(),
                            person);
            if (changed == 0) {
                tx.sql()
                        .update(
                                "insert into directory_photo (person_id, version, content, changed_at) values (?, ?, ?, ?)",
                                person,
                                version,
                                content,
                                clock.instant());
            }
            told("directory.photoPut", person);
        });
    }

    private byte[] bytes(InputStream image) {
        int most = settings.get(PhotoRules.class).bytes();
        try {
            byte[] bytes = image.readNBytes(most + 1);
            if (bytes.length > most) {
                throw Invalid.of("photo", "directory.problem.photoLarge", Map.of("most", most / 1024 / 1024));
            }
            return bytes;
        } catch (IOException e) {
            Unavailable broken = new Unavailable("directory.problem.photoBroken");
            broken.initCause(e);
            throw broken;
        }
    }

    private byte[] portrait(byte[] image) {
        unpacking.acquireUninterruptibly();
        try {
            return Portrait.of(image);
        } finally {
            unpacking.release();
        }
    }

    private static String version(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, VERSION);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void remove(long person) {
        requireChange(person);
        tx.run(() -> {
            if (tx.sql().update("delete from directory_photo where person_id = ?", person) > 0) {
                told("directory.photoRemoved", person);
            }
        });
    }

    private void told(String what, long person) {
        stamps.touch(Stamps.PHOTO);
        audit.write(what, RecordId.of(TYPE, person).toString(), Map.of());
    }
}
