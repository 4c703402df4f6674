package org.stepwise.notices.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("NTF-1")
public class PageNoticesTest {
    /** A text that is there: {count} old notices were removed. */
    private static final String KIND = "notices.note.removed";

    private static final String OTHER_KIND = "notices.module.name";
    private static final String PREFIX = "p" + Long.toString(System.nanoTime(), 36) + "x";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @ClassRule
    public static final TestKernel KERNEL = TestKernel.fresh();

    private final Notices notices = KERNEL.get(Notices.class);
    private final Transactions tx = KERNEL.get(Transactions.class);

    private static String person(String... roles) {
        String account = PREFIX + PEOPLE.incrementAndGet();
        KERNEL.system(() -> {
            long id = KERNEL.get(Records.class)
                    .create("directory.person", Map.of("account", account, "name", "Person"))
                    .id();
            KERNEL.get(Directory.class).revokeRole(Roles.STAFF, id);
            for (String role : roles) KERNEL.get(Directory.class).grantRole(role, id, Set.of());
        });
        return account;
    }

    private static long id(String account) {
        return KERNEL.get(Directory.class).requireAccount(account).id();
    }

    private void send(String account, int count, Optional<RecordId> about) {
        KERNEL.system(() -> notices.send("kernel", List.of(id(account)), KIND, Map.of("count", count), about));
    }

    private List<String> texts(String account, boolean unreadOnly) {
        return KERNEL.as(account, () -> notices.mine(unreadOnly, 200)).stream()
                .map(Notice::text)
                .toList();
    }

    private int unread(String account) {
        return KERNEL.as(account, notices::unread);
    }

    @Test
    public void aNoticeIsReadInTheReadersLanguageNewestFirst() {
        String account = person(Roles.STAFF);
        send(account, 1, Optional.empty());
        KERNEL.clock().advance(Duration.ofSeconds(1));
        send(account, 2, Optional.empty());
        assertEquals(List.of("已清理 2 条旧通知。", "已清理 1 条旧通知。"), texts(account, false));
        Callers callers = KERNEL.get(Callers.class);
        Caller english = callers.account(account, Door.PAGE).reading(Locale.ENGLISH);
        List<Notice> read = callers.as(english, () -> notices.mine(false, 1));
        assertEquals("2 old notices were removed.", read.get(0).text());
        assertEquals("", read.get(0).path());
    }

    @Test
    public void aNoticeOfARolledBackTransactionWasNeverSent() {
        String account = person(Roles.STAFF);
        assertThrows(
                IllegalStateException.class,
                () -> KERNEL.system(() -> tx.run(() -> {
                    send(account, 1, Optional.empty());
                    throw new IllegalStateException("undone");
                })));
        assertEquals(0, unread(account));
    }

    @Test
    public void readingTakesItOffTheBadge() {
        String account = person(Roles.STAFF);
        for (int i = 0; i < 3; i++) send(account, i, Optional.empty());
        assertEquals(3, unread(account));
        long one = KERNEL.as(account, () -> notices.mine(true, 1)).get(0).id();
        KERNEL.as(account, () -> notices.read(one));
        assertEquals(2, unread(account));
        assertEquals(2, texts(account, true).size());
        assertEquals(3, texts(account, false).size());
        KERNEL.as(account, notices::readAll);
        assertEquals(0, unread(account));
        assertTrue(
                KERNEL.as(account, () -> notices.mine(false, 1)).get(0).readAt().isPresent());
    }

    @Test
    public void nobodyReadsAnothersNotices() {
        String account = person(Roles.STAFF);
        send(account, 1, Optional.empty());
        long notice = KERNEL.as(account, () -> notices.mine(true, 1)).get(0).id();
        String other = person(Roles.STAFF);
        KERNEL.as(other, () -> notices.read(notice));
        assertEquals(1, unread(account));
        assertTrue(texts(other, false).isEmpty());
    }

    @Test
    @Covers("LNK-3")
    public void aNoticeAboutAHiddenRecordIsNotThereNorCounted() {
        RecordId about = RecordId.of("directory.person", id(person()));
        String reader = person(Roles.STAFF);
        String stranger = person();
        send(reader, 1, Optional.of(about));
        send(stranger, 1, Optional.of(about));
        assertEquals(1, unread(reader));
        assertEquals(
                about.path(),
                KERNEL.as(reader, () -> notices.mine(true, 1)).get(0).path());
        assertEquals(0, unread(stranger));
        assertTrue(texts(stranger, false).isEmpty());
        KERNEL.system(() -> KERNEL.get(Directory.class).grantRole(Roles.STAFF, id(stranger), Set.of()));
        assertEquals("seen as soon as the record is", 1, unread(stranger));
        KERNEL.system(() -> KERNEL.get(Directory.class).revokeRole(Roles.STAFF, id(reader)));
        assertEquals(0, unread(reader));
    }

    @Test
    @Covers("ROL-3")
    public void aNoticeOfAModuleThatIsNotOpenIsNotThereNorCounted() {
        String account = person(Roles.STAFF);
        KERNEL.system(() -> notices.send("crm", List.of(id(account)), KIND, Map.of("count", 1), Optional.empty()));
        assertEquals(0, unread(account));
        assertTrue(texts(account, false).isEmpty());
    }

    @Test
    public void visibleOnesAreFoundBehindManyHiddenOnes() {
        String account = person(Roles.STAFF);
        send(account, 7, Optional.empty());
        KERNEL.clock().advance(Duration.ofSeconds(1));
        KERNEL.system(() -> tx.run(() -> {
            for (int i = 0; i < 250; i++) {
                notices.send("crm", List.of(id(account)), KIND, Map.of("count", i), Optional.empty());
            }
        }));
        assertEquals(List.of("已清理 7 条旧通知。"), texts(account, true));
        assertEquals(1, unread(account));
    }

    @Test
    public void theBadgeStopsAtAHundred() {
        String account = person(Roles.STAFF);
        KERNEL.system(() -> tx.run(() -> {
            for (int i = 0; i < 130; i++) send(account, i, Optional.empty());
        }));
        assertEquals(100, unread(account));
        assertEquals(130, texts(account, false).size());
    }

    @Test
    public void mutedKindsAreNotSentAnyMore() {
        String account = person(Roles.STAFF);
        send(account, 1, Optional.empty());
        assertEquals(List.of(KIND), KERNEL.as(account, notices::kinds));
        KERNEL.as(account, () -> notices.mute(Set.of(KIND)));
        send(account, 2, Optional.empty());
        KERNEL.system(() -> notices.send("kernel", List.of(id(account)), OTHER_KIND, Map.of(), Optional.empty()));
        assertEquals("what was sent stays", List.of("通知", "已清理 1 条旧通知。"), sorted(account));
        assertEquals(Set.of(KIND), KERNEL.as(account, notices::muted));
        KERNEL.as(account, () -> notices.mute(Set.of()));
        send(account, 3, Optional.empty());
        assertEquals(3, unread(account));
    }

    @Test
    public void aKindThatThereIsNotIsNotMuted() {
        String account = person(Roles.STAFF);
        send(account, 1, Optional.empty());
        KERNEL.as(account, () -> notices.mute(Set.of(KIND)));
        Invalid refused =
                assertThrows(Invalid.class, () -> KERNEL.as(account, () -> notices.mute(Set.of("notices.flying"))));
        assertEquals("notices.problem.kind", refused.violations().get(0).code());
        assertEquals(Set.of(KIND), KERNEL.as(account, notices::muted));
    }

    private List<String> sorted(String account) {
        List<String> found = new ArrayList<>(texts(account, false));
        found.sort(java.util.Comparator.comparing(String::length));
        return found;
    }

    @Test
    public void manyAreToldInOneGoEachOnce() {
        String one = person(Roles.STAFF);
        String other = person(Roles.STAFF);
        List<Long> all = List.of(id(one), id(other), id(one));
        KERNEL.system(() -> notices.send("kernel", all, KIND, Map.of("count", 1), Optional.empty()));
        assertEquals(1, unread(one));
        assertEquals(1, unread(other));
        KERNEL.system(() -> notices.send("kernel", List.of(), KIND, Map.of(), Optional.empty()));
    }

    @Test
    @Covers("ACC-9")
    public void lookingThroughAnothersEyesReadsNothingAway() {
        String account = person(Roles.STAFF);
        send(account, 1, Optional.empty());
        Callers callers = KERNEL.get(Callers.class);
        Caller own = callers.account(account, Door.PAGE);
        Caller eyes = own.seenBy(own);
        assertThrows(Forbidden.class, () -> callers.run(eyes, notices::readAll));
        assertThrows(Forbidden.class, () -> callers.run(eyes, () -> notices.mute(Set.of(KIND))));
        assertEquals(1, unread(account));
    }

    @Test
    public void oldNoticesAreRemovedReadOnesSooner() {
        String account = person(Roles.STAFF);
        send(account, 1, Optional.empty());
        send(account, 2, Optional.empty());
        long one = KERNEL.as(account, () -> notices.mine(true, 1)).get(0).id();
        KERNEL.as(account, () -> notices.read(one));
        retain();
        assertEquals(2, texts(account, false).size());
        KERNEL.clock().advance(Duration.ofDays(91));
        retain();
        assertEquals(1, texts(account, false).size());
        KERNEL.clock().advance(Duration.ofDays(300));
        retain();
        assertEquals(0, texts(account, false).size());
    }

    private void retain() {
        new Retention(tx, KERNEL.get(Settings.class), KERNEL.clock()).run(new Progress() {
            @Override
            public void at(long done, long total) {}

            @Override
            public void note(String key, Map<String, Object> args) {}
        });
    }
}
