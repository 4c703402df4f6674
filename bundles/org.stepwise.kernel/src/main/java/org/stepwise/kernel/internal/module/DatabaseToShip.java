package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.internal.schema.Schema;
import org.stepwise.kernel.internal.tx.BoundTransactions;
import org.stepwise.kernel.internal.tx.Database;
import org.stepwise.kernel.internal.tx.DatabaseConfig;
import org.stepwise.kernel.internal.tx.ShippedDatabase;

/** Makes the {@link ShippedDatabase} of the modules on the class path; the server's build runs it. */
final class DatabaseToShip {
    private static final String OURS = "org.stepwise.";

    private DatabaseToShip() {}

    /** @param args a directory to work in, the archive to make */
    public static void main(String[] args) throws IOException {
        // Derby keeps the locale in the database
        Locale.setDefault(Locale.ENGLISH);
        Path work = Path.of(args[0]);
        ShippedDatabase.remove(work);
        Files.createDirectories(work);
        System.setProperty("stepwise.log", work.toString());
        Path place = work.resolve("db");
        Database database = new Database(new InDirectory(place), plain -> plain);
        Schema schema = new Schema(new BoundTransactions(database), Clock.systemUTC());
        Map<String, Path> jars = jars();
        // the others' rules stand in its tables
        schema.migrate("kernel", new JarResources(jars.remove("kernel")));
        jars.forEach((module, jar) -> schema.migrate(module, new JarResources(jar)));
        database.close();
        new ShippedDatabase(Path.of(args[1])).pack(place);
    }

    /** Of the modules that every server has, by module. */
    private static Map<String, Path> jars() throws IOException {
        Map<String, Path> jars = new TreeMap<>();
        ClassLoader loader = DatabaseToShip.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            if (!url.getProtocol().equals("jar")) continue;
            try (InputStream in = url.openStream()) {
                Attributes about = new Manifest(in).getMainAttributes();
                String name = String.valueOf(about.getValue("Bundle-SymbolicName"));
                if (!name.startsWith(OURS) || !Opening.ALWAYS.contains(name.substring(OURS.length()))) continue;
                String file =
                        ((JarURLConnection) url.openConnection()).getJarFile().getName();
                jars.put(name.substring(OURS.length()), Path.of(file));
            }
        }
        return jars;
    }

    private record InDirectory(Path place) implements DatabaseConfig {
        @Override
        public String database_url() {
            return "jdbc:derby:" + place + ";create=true";
        }

        @Override
        public String database_user() {
            return "";
        }

        @Override
        public String database_password() {
            return "";
        }

        @Override
        public int database_pool() {
            return 2;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return DatabaseConfig.class;
        }
    }
}
