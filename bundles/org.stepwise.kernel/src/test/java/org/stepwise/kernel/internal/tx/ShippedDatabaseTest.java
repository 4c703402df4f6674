package org.stepwise.kernel.internal.tx;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.testkit.Covers;

@Covers("OPS-2")
public class ShippedDatabaseTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home;
    private Path archive;

    @Before
    public void home() throws IOException {
        home = folder.newFolder("home").toPath();
        archive = folder.getRoot().toPath().resolve("share/derby.zip");
    }

    @Test
    public void aNewHomeBeginsWithACopyOfWhatWasPacked() throws Exception {
        Path made = folder.getRoot().toPath().resolve("made");
        in(made, "create=true", "create table thing (name varchar(20))", "insert into thing values ('shipped')");
        new ShippedDatabase(archive).pack(made);
        Files.createDirectories(home.resolve("db.new/seg0"));
        Files.writeString(home.resolve("db.new/seg0/c10.dat"), "left by a server that was killed");

        new ShippedDatabase(archive).copyTo(home.resolve("db"));

        assertEquals(List.of("db"), names(home));
        assertEquals("shipped", in(home.resolve("db"), "", "update thing set name = name"));
    }

    @Test
    public void anArchiveThatLeadsElsewhereLeavesNothing() throws Exception {
        Files.createDirectories(archive.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("seg0/"));
            zip.putNextEntry(new ZipEntry("../../elsewhere"));
        }
        assertThrows(IOException.class, () -> new ShippedDatabase(archive).copyTo(home.resolve("db")));
        assertEquals(List.of(), names(home));
        assertFalse(Files.exists(folder.getRoot().toPath().resolve("elsewhere")));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Runs statements and shuts the database down. @return the first name in it */
    private static String in(Path place, String attributes, String... statements) throws SQLException {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(place.toString());
        source.setConnectionAttributes(attributes);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) statement.execute(one);
            try (ResultSet row = statement.executeQuery("select name from thing")) {
                row.next();
                return row.getString(1);
            }
        } finally {
            source.setConnectionAttributes("shutdown=true");
            assertThrows(SQLException.class, source::getConnection);
        }
    }
}
