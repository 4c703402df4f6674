package org.stepwise.itests;

import java.nio.file.Path;
import org.stepwise.itests.broken.FailingStart;

/**
 * Later and later versions of the vehicle register as directories: in each round one that is good, one that does not start and one
 * whose schema fails. Made before the server starts, told to it by a system property.
 */
final class VehicleVersions {
    static final String PROPERTY = "stepwise.test.versions";
    private final Path directory;

    private VehicleVersions(Path directory) {
        this.directory = directory;
    }

    /** Inside the container, where they were made before. */
    static VehicleVersions told() {
        return new VehicleVersions(Path.of(System.getProperty(PROPERTY)));
    }

    static VehicleVersions made(String name, int rounds) {
        VehicleVersions versions =
                new VehicleVersions(Path.of("target", "kits", name).toAbsolutePath());
        for (int round = 1; round <= rounds; round++) {
            kit(round, version(round)).jar(jar(versions.good(round)));
            kit(round, "2." + round + ".1").starting(FailingStart.class).jar(jar(versions.failingStart(round)));
            kit(round, "2." + round + ".2")
                    .schema("999-bad", "alter table vehicles_absent add column name varchar(10);")
                    .jar(jar(versions.failingSchema(round)));
        }
        return versions;
    }

    /** Each has the schema files of those before. */
    static Kit kit(int round, String version) {
        Kit kit = Kit.vehicles(version).saying("Number plate " + version);
        for (int i = 1; i <= round; i++) {
            kit.schema(
                    "%03d-more".formatted(i + 1),
                    "alter table vehicles_vehicle add column more%d varchar(10);".formatted(i));
        }
        return kit;
    }

    private static Path jar(Path directory) {
        return directory.resolve("vehicles.jar");
    }

    static String version(int round) {
        return "2." + round + ".0";
    }

    Path directory() {
        return directory;
    }

    Path good(int round) {
        return directory.resolve("good" + round);
    }

    Path failingStart(int round) {
        return directory.resolve("start" + round);
    }

    Path failingSchema(int round) {
        return directory.resolve("schema" + round);
    }
}
