package org.stepwise.files.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.testkit.TestKernel;

/**
 * The kernel with files. People are the records that files are attached to: staff sees them, administrators edit them. As a rule of
 * the class it starts the kernel, as a rule of each test it brings an administrator and a record without files.
 */
public final class FilesKernel implements TestRule {
    final TestKernel kernel = TestKernel.fresh();
    String administrator;
    RecordId record;
    private final AtomicInteger people = new AtomicInteger();
    private final String prefix = "p" + Long.toString(System.nanoTime(), 36) + "x";

    @Override
    public Statement apply(Statement tests, Description description) {
        if (description.isSuite()) return kernel.apply(tests, description);
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                administrator = administrator();
                record = record();
                tests.evaluate();
            }
        };
    }

    <T> T get(Class<T> service) {
        return kernel.get(service);
    }

    Files files() {
        return get(Files.class);
    }

    /** Somebody with these roles only. @return the account */
    String person(String... roles) {
        String account = prefix + people.incrementAndGet();
        kernel.system(() -> {
            long id = get(Records.class)
                    .create("directory.person", Map.of("account", account, "name", "Person " + people.get()))
                    .id();
            get(Directory.class).revokeRole(Roles.STAFF, id);
            for (String role : roles) get(Directory.class).grantRole(role, id, Set.of());
        });
        return account;
    }

    String administrator() {
        return person(Roles.STAFF, Roles.ADMINISTRATOR);
    }

    /** Something to attach to. */
    RecordId record() {
        return RecordId.of(
                "directory.person",
                get(Directory.class).requireAccount(person()).id());
    }

    FileInfo attach(String account, RecordId record, String name, String text) {
        return kernel.as(account, () -> files().attach(record, name, content(text)));
    }

    String read(String account, long file, long offset, long length) {
        return kernel.as(account, () -> {
            try (InputStream in = files().open(file, offset, length)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    Path blobs() {
        return kernel.home().resolve("blobs");
    }

    long blobsOnDisk() {
        if (!java.nio.file.Files.exists(blobs())) return 0;
        try (Stream<Path> all = java.nio.file.Files.walk(blobs())) {
            return all.filter(java.nio.file.Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
