package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.testkit.Covers;

@Covers("OPS-4")
public class FirstSignInFileTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void onlyItsOwnerMayReadIt() throws IOException {
        FirstSignInFile file = new FirstSignInFile(folder.getRoot().toPath());
        file.write("admin", "abcd-efgh");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals(List.of("account: admin", "password: abcd-efgh"), Files.readAllLines(file.path()));
        assertEquals(Optional.of("admin"), file.account());
    }

    @Test
    public void aSecondOneTakesThePlaceOfTheFirst() throws IOException {
        FirstSignInFile file = new FirstSignInFile(folder.getRoot().toPath());
        file.write("admin", "first");
        file.write("admin", "second");
        assertTrue(Files.readString(file.path()).contains("second"));
        assertEquals(1, folder.getRoot().list().length);
    }

    @Test
    public void itGoesWithThePasswordOfItsAccountOnly() {
        FirstSignInFile file = new FirstSignInFile(folder.getRoot().toPath());
        file.write("admin", "abcd-efgh");
        file.remove("zhang.wei");
        assertTrue(Files.exists(file.path()));
        file.remove("admin");
        assertFalse(Files.exists(file.path()));
        file.remove("admin");
    }

    @Test
    public void aHomeThatCannotBeWrittenIsTold() throws IOException {
        Path occupied = folder.newFile("occupied").toPath();
        FirstSignInFile file = new FirstSignInFile(occupied);
        assertThrows(Unavailable.class, () -> file.write("admin", "abcd-efgh"));
    }
}
