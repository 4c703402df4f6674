package org.stepwise.files.internal;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.files.internal.BlobDirectory.Staged;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Files of records: rows in the database, contents in the directory. */
@Component(service = Files.class)
public final class AttachedFiles implements Files {
    private static final int MOST_LISTED = 500;
    private static final int TRIES = 5;
    private static final String COLUMNS =
            "select id, type, record_id, name, media, digest, bytes, by_id, attached_at from files_file";
    private final Transactions tx;
    private final Callers callers;
    private final Records records;
    private final Types types;
    private final Directory directory;
    private final Audit audit;
    private final Settings settings;
    private final BlobDirectory blobs;
    private final Clock clock;

    @Activate
    public AttachedFiles(
            @Reference Transactions tx,
            @Reference Callers callers,
            @Reference Records records,
            @Reference Types types,
            @Reference Directory directory,
            @Reference Audit audit,
            @Reference Settings settings,
            @Reference BlobDirectory blobs,
            @Reference Clock clock) {
        this.tx = tx;
        this.callers = callers;
        this.records = records;
        this.types = types;
        this.directory = directory;
        this.audit = audit;
        this.settings = settings;
        this.blobs = blobs;
        this.clock = clock;
    }

    private record Kept(
            long id, RecordId record, String name, String media, String digest, long bytes, long by, Instant at) {}

    @Override
    public FileInfo attach(RecordId record, String name, InputStream content) {
        FileRules rules = settings.get(FileRules.class, callers.current().unit());
        long most = tx.read(() -> {
            requireEdit(record);
            return Math.min(rules.fileBytes(), roomLeft(rules));
        });
        Staged staged =
                blobs.stage(content, most, settings.get(StoreRules.class).keepFreeBytes());
        try {
            apart(() -> touched(staged));
            apart(() -> counted(callers.current().person()));
            blobs.keep(staged);
            return tx.get(() -> {
                requireEdit(record);
                return added(record, FileNames.clean(name), staged, rules);
            });
        } finally {
            blobs.discard(staged);
        }
    }

    private void requireEdit(RecordId record) {
        Card card = records.card(record);
        if (callers.current().onBehalf().isPresent() || !card.may(Actions.EDIT)) {
            throw Forbidden.of(Actions.EDIT, record.type());
        }
        card.locked().ifPresent(reason -> {
            throw new Conflict(reason);
        });
    }

    private long roomLeft(FileRules rules) {
        long used = tx.sql()
                .number(
                        "select bytes from files_usage where person_id = ?",
                        callers.current().person());
        if (used >= rules.personBytes()) throw overQuota(rules);
        return rules.personBytes() - used;
    }

    private static Invalid overQuota(FileRules rules) {
        return Invalid.of("file", "files.problem.quota", Map.of("quota", FileSizes.shown(rules.personBytes())));
    }

    /** Rows that several may make at once are committed before, so that nobody's upload fails at them. */
    private void apart(Supplier<Integer> row) {
        for (int i = 1; ; i++) {
            try {
                tx.apart(row);
                return;
            } catch (Conflict twoAtOnce) {
                if (i == TRIES) throw twoAtOnce;
            }
        }
    }

    /** The content's row: there before the content has its place, so that the cleaning job leaves it for a day. */
    private int touched(Staged staged) {
        Instant now = clock.instant();
        int known = tx.sql().update("update files_blob set used_at = ? where digest = ?", now, staged.digest());
        if (known > 0) return known;
        return tx.sql()
                .update(
                        "insert into files_blob (digest, bytes, used_at) values (?, ?, ?)",
                        staged.digest(),
                        staged.bytes(),
                        now);
    }

    private FileInfo added(RecordId record, String name, Staged staged, FileRules rules) {
        Caller caller = callers.current();
        if (!charged(caller.person(), staged.bytes(), rules)) throw overQuota(rules);
        Kept kept = new Kept(
                tx.sql().nextId("files_seq"),
                record,
                name,
                MediaTypes.of(staged.head()),
                staged.digest(),
                staged.bytes(),
                caller.person(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        tx.sql()
                .update(
                        "insert into files_file (id, type, record_id, name, media, digest, bytes, by_id, attached_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        kept.id,
                        record.type(),
                        record.id(),
                        name,
                        kept.media,
                        kept.digest,
                        kept.bytes,
                        kept.by,
                        kept.at);
        audit.write("file.attached", record.toString(), Map.of("file", kept.id, "name", name, "bytes", kept.bytes));
        return shown(kept, Map.of(kept.by, caller.name()));
    }

    private int counted(long person) {
        boolean known = tx.sql().number("select count(*) from files_usage where person_id = ?", person) > 0;
        return known ? 0 : tx.sql().update("insert into files_usage (person_id, bytes) values (?, 0)", person);
    }

    /** Counts the bytes against the person's quota, in one statement, so that uploads at once do not slip past it. */
    private boolean charged(long person, long bytes, FileRules rules) {
        return tx.sql()
                        .update(
                                "update files_usage set bytes = bytes + ? where person_id = ? and bytes <= ?",
                                bytes,
                                person,
                                rules.personBytes() - bytes)
                > 0;
    }

    @Override
    public List<FileInfo> of(RecordId record) {
        return tx.read(() -> {
            if (!records.visible(record)) throw NotFound.of(record);
            List<Kept> found = tx.sql()
                    .list(
                            COLUMNS + " where type = ? and record_id = ? order by id desc"
                                    + tx.sql().limit(MOST_LISTED),
                            AttachedFiles::kept,
                            record.type(),
                            record.id());
            Map<Long, String> names = found.isEmpty()
                    ? Map.of()
                    : directory.names(found.stream().map(Kept::by).collect(Collectors.toSet()));
            return found.stream().map(kept -> shown(kept, names)).toList();
        });
    }

    @Override
    public FileInfo info(long file) {
        return tx.read(() -> {
            Kept kept = visible(file);
            return shown(kept, directory.names(List.of(kept.by)));
        });
    }

    private Kept visible(long file) {
        return tx.sql()
                .first(COLUMNS + " where id = ?", AttachedFiles::kept, file)
                .filter(kept -> records.visible(kept.record))
                .orElseThrow(() -> NotFound.of(file));
    }

    @Override
    public InputStream open(long file, long offset, long length) {
        Kept kept = tx.read(() -> visible(file));
        if (offset < 0 || offset > kept.bytes || length < 0) {
            throw Invalid.of("range", "files.problem.range", Map.of("bytes", kept.bytes));
        }
        if (offset == 0 && viewsAudited(kept.record.type())) {
            tx.run(() ->
                    audit.write("file.downloaded", kept.record.toString(), Map.of("file", kept.id, "name", kept.name)));
        }
        return blobs.open(kept.digest, offset, Math.min(length, kept.bytes - offset));
    }

    private boolean viewsAudited(String type) {
        return types.find(type).map(RecordType::isViewsAudited).orElse(false);
    }

    @Override
    public void remove(long file) {
        tx.run(() -> {
            Kept kept = visible(file);
            requireEdit(kept.record);
            tx.sql().update("update files_blob set used_at = ? where digest = ?", clock.instant(), kept.digest);
            tx.sql().update("delete from files_file where id = ?", file);
            tx.sql().update("update files_usage set bytes = bytes - ? where person_id = ?", kept.bytes, kept.by);
            audit.write("file.detached", kept.record.toString(), Map.of("file", kept.id, "name", kept.name));
        });
    }

    private static Kept kept(Sql.Row row) {
        return new Kept(
                row.number(1),
                RecordId.of(row.text(2), row.number(3)),
                row.text(4),
                row.text(5),
                row.text(6),
                row.number(7),
                row.number(8),
                row.instant(9).orElseThrow());
    }

    private static FileInfo shown(Kept kept, Map<Long, String> names) {
        String by = Optional.ofNullable(names.get(kept.by)).orElse("");
        return new FileInfo(kept.id, kept.name, kept.media, kept.bytes, kept.digest, by, kept.at);
    }
}
