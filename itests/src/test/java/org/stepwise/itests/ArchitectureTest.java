package org.stepwise.itests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** What architecture.md and style.md say of the bundles, held by their class files. */
public class ArchitectureTest {
    private static final String OURS = "org.stepwise..";
    private static final String API = "org.stepwise.kernel.api..";
    /** Infrastructure may know of SQL; whoever writes business may not. */
    private static final List<String> MODULES = List.of("crm", "itests.vehicles");

    private static final List<String> BUNDLES = List.of(
            "kernel",
            "records",
            "files",
            "notices",
            "signin",
            "web",
            "rest",
            "console",
            "demo",
            "crm",
            "itests.vehicles");
    private static JavaClasses classes;

    @BeforeClass
    public static void read() {
        List<Path> places = new ArrayList<>();
        places.add(Path.of("org.stepwise.itests.vehicles", "target", "classes"));
        places.add(Path.of("..", "examples", "org.acme.stepwise.badge", "target", "classes"));
        Stream.of(new File("../bundles").listFiles())
                .filter(bundle -> !List.of(
                                "org.stepwise.derby",
                                "org.stepwise.sheets",
                                "org.stepwise.testkit",
                                "org.stepwise.moduletest")
                        .contains(bundle.getName()))
                .map(bundle -> bundle.toPath().resolve("target").resolve("classes"))
                .filter(place -> place.toFile().isDirectory())
                .forEach(places::add);
        classes = new ClassFileImporter()
                // libraries lie among the classes of the bundles that they came into
                .withImportOption(ours -> ours.matches(Pattern.compile(".*/classes/org/(stepwise|acme)/.*")))
                .importPaths(places);
    }

    @Test
    public void theApiKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(API))))
                .check(classes);
    }

    @Test
    public void noBundleUsesTheInsideOfAnother() {
        for (String bundle : BUNDLES) {
            String own = "org.stepwise." + bundle + "..";
            classes()
                    .that()
                    .resideInAPackage("org.stepwise." + bundle + ".internal..")
                    .should()
                    .onlyBeAccessed()
                    .byAnyPackage(own)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    public void modulesKnowTheApiAlone() {
        for (String module : MODULES) {
            String own = "org.stepwise." + module + "..";
            noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(API, own))))
                    .check(classes);
        }
    }

    @Test
    public void aPartnersModuleKnowsTheApiAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.acme..")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(API))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.osgi.framework..", "org.osgi.util.tracker..", "org.apache.karaf..")
                .check(classes);
    }

    @Test
    public void connectionsAreTheKernelsAndTheRecordEngines() {
        noClasses()
                .that()
                .resideOutsideOfPackages(API, "org.stepwise.kernel..", "org.stepwise.records..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(classes);
    }

    @Test
    public void entityManagersAreTheTransactionsAndTheWriters() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.stepwise.kernel.api.tx", "org.stepwise.kernel.internal.tx..", "org.stepwise.records..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.persistence.EntityManager")
                .check(classes);
    }

    @Test
    public void entitiesExtendTheOneEntityAndCarryNoRelations() {
        classes()
                .that()
                .areAnnotatedWith("javax.persistence.Entity")
                .should()
                .beAssignableTo("org.stepwise.kernel.api.record.Entity")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("javax\\.persistence\\.(OneToMany|ManyToOne|OneToOne|ManyToMany|Transactional)")
                .check(classes);
    }

    /** Kernel, API, console, web and REST still have some. */
    @Test
    public void packagesOfABundleHaveNoCycles() {
        for (String bundle : List.of("records", "files", "notices", "signin", "demo", "crm", "itests.vehicles")) {
            slices().matching("org.stepwise." + bundle + ".(**)")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    public void modulesHaveNoStartCode() {
        noClasses()
                .that()
                .resideInAnyPackage("org.stepwise.crm..", "org.stepwise.itests.vehicles..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.osgi.framework..", "org.osgi.util.tracker..")
                .check(classes);
    }

    @Test
    public void timeComesFromTheInjectedClock() {
        for (Class<?> time :
                List.of(java.time.Instant.class, java.time.LocalDate.class, java.time.LocalDateTime.class)) {
            noClasses().should().callMethod(time, "now").check(classes);
        }
    }

    @Test
    public void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveNameMatching(".*\\.(Abstract|Base)[A-Z]\\w*|.*Utils?")
                .check(classes);
    }
}
