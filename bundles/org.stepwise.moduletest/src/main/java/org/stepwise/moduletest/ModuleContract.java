package org.stepwise.moduletest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/**
 * What every module has to stand, alone on the kernel and beside every other module on the class path, on Derby and on PostgreSQL.
 * One line makes a module's test of it, run in the directory of the module's build:
 *
 * <pre>public class FleetModuleTest extends ModuleContract {}</pre>
 *
 * PostgreSQL is the one that the system property {@code stepwise.test.postgres} names, else one of the test's own, made of the
 * programs that Debian installs. Pages are looked at with axe where Chromium is there.
 */
@RunWith(Parameterized.class)
@Covers("SDK-2")
public abstract class ModuleContract {
    private static final String READER = "reader";
    private static final ModuleFiles FILES = new ModuleFiles();
    private static final Map<String, Map<String, TreeSet<String>>> SCHEMAS = new HashMap<>();
    private static ModuleCompany company;
    private static Samples samples;

    /** Where the module is tried. */
    public enum Place {
        ALONE_ON_DERBY,
        BESIDE_OTHERS_ON_POSTGRESQL
    }

    @Parameterized.Parameters(name = "{0}")
    public static Place[] places() {
        return Place.values();
    }

    @Parameterized.Parameter
    public Place place;

    @Parameterized.BeforeParam
    public static void open(Place place) {
        boolean alone = place == Place.ALONE_ON_DERBY;
        TestKernel kernel = alone
                ? TestKernel.onDerby().only(name -> KernelBundles.NAMES.contains(name) || name.equals(FILES.bundle()))
                : TestKernel.onPostgres();
        company = ModuleCompany.on(kernel, FILES.module())
                .person("colleague", "east")
                .person("stranger", "west");
        company.before();
        samples = null;
        Module module = module();
        String[] roles = PermissionWalk.roles(module).toArray(String[]::new);
        company.join(READER, "east", roles);
        company.join("outside", "group", roles);
        for (String role : roles) company.join(PermissionWalk.holder(role), "east", role);
    }

    @Parameterized.AfterParam
    public static void close() {
        company.after();
    }

    /**
     * Override when records made from the declared fields break a rule of the type. Told each record before it is saved.
     *
     * @param number rises from record to record of one type and owner
     */
    protected void complete(Entity sample, int number) {}

    private Samples samples() {
        if (samples == null) samples = new Samples(company.kernel(), this::complete);
        return samples;
    }

    private static Module module() {
        return company.get(Modules.class).find(FILES.module()).orElseThrow();
    }

    private static List<RecordType<?>> types() {
        return company.get(Types.class).all().stream()
                .filter(type -> type.module().equals(FILES.module()))
                .toList();
    }

    private static void none(Iterable<String> problems) {
        assertEquals("", String.join("\n", problems));
    }

    @Test
    public void itIsReadyAndItsTypesAreSound() {
        assertEquals(FILES.module(), module().id());
        assertFalse("no record type", types().isEmpty());
        for (RecordType<?> type : types()) none(type.problems());
    }

    @Test
    public void itsBundleKeepsToItself() {
        none(new BundleCheck(FILES).manifest());
    }

    @Test
    public void itsSchemaTouchesItsOwnTablesAlone() {
        none(new BundleCheck(FILES).schema());
    }

    @Test
    public void itsSchemaIsTheSameOnBothDatabases() {
        Map<String, TreeSet<String>> columns = new KeptData(company.kernel(), FILES.module()).columns();
        for (RecordType<?> type : types()) assertTrue(type.table(), columns.containsKey(type.table()));
        SCHEMAS.putIfAbsent(FILES.module(), columns);
        assertEquals(SCHEMAS.get(FILES.module()), columns);
    }

    @Test
    public void itsTextsAreThereInBothLanguages() {
        none(new TextCheck(company.kernel(), module(), types()).problems());
    }

    @Test
    public void itsRolesMayDoWhatItsGrantsSayAndNothingElse() {
        none(new PermissionWalk(company, module(), samples()).problems(types()));
    }

    @Test
    public void itsListsSortFilterAndPage() {
        none(new ListCheck(company, samples()).problems(types()));
    }

    @Test
    public void itsPagesRenderInBothLanguages() {
        none(new PageCheck(company, module(), samples(), READER).problems(types(), "zh-CN", "en"));
    }

    /**
     * In one place and one language: the markup is the same elsewhere, and browsers take long. Where there is no Chromium it fails; a
     * build that has to do without one says so by {@code -Dstepwise.browser=none}.
     */
    @Test
    public void itsPagesAreAccessible() {
        boolean without = "none".equals(System.getProperty("stepwise.browser"));
        if (place != Place.ALONE_ON_DERBY || without) return;
        Optional<Path> browser = Axe.browser();
        assertTrue(
                "no Chromium on the path: install one, or leave axe out with -Dstepwise.browser=none",
                browser.isPresent());
        PageCheck pages = new PageCheck(company, module(), samples(), READER);
        pages.problems(types(), "zh-CN");
        assertNotEquals(Map.of(), pages.rendered());
        none(new Axe(browser.get(), company.pages().as(READER)).problems(pages.rendered()));
    }

    @Test
    public void itsJobsRun() {
        Jobs jobs = company.get(Jobs.class);
        List<Jobs.Info> own = company.kernel().system(jobs::jobs).stream()
                .filter(job -> job.id().startsWith(FILES.module() + "/"))
                .toList();
        for (Jobs.Info job : own) {
            long run = company.kernel().system(() -> jobs.start(job.id()));
            TestKernel.await(
                    job.id() + " ends", () -> ended(run), () -> state(run).toString());
            assertEquals(job.id(), Jobs.State.DONE, state(run).orElseThrow());
        }
    }

    private static Optional<Jobs.State> state(long run) {
        return company.kernel().system(() -> company.get(Jobs.class).run(run).map(Jobs.Run::state));
    }

    private static boolean ended(long run) {
        return state(run)
                .filter(Set.of(Jobs.State.DONE, Jobs.State.FAILED, Jobs.State.CANCELLED)::contains)
                .isPresent();
    }

    @Test
    public void itGoesAndComesAgainWithItsData() throws BundleException {
        for (RecordType<?> type : types()) samples().record(type.id(), company.idOf(READER), 1);
        KeptData data = new KeptData(company.kernel(), FILES.module());
        Map<String, String> before = data.content();
        List<RecordType<?>> types = types();
        Bundle bundle = bundle();
        bundle.stop();
        TestKernel.await(
                "it is gone",
                () -> company.get(Modules.class).find(FILES.module()).isEmpty());
        for (RecordType<?> type : types) {
            String list = "/" + type.id().replace('.', '/');
            assertEquals(list, 404, company.pages().as(READER).get(list).status());
        }
        assertEquals(before, data.content());
        bundle.start();
        TestKernel.await("it is back", () -> types().size() == types.size());
        assertEquals(before, data.content());
        for (RecordType<?> type : types()) {
            String record = samples().record(type.id(), company.idOf(READER), 1).path();
            assertEquals(record, 200, company.pages().as(READER).get(record).status());
        }
    }

    /** On a kernel of its own, in one place: what it holds does not depend on the database. */
    @Test
    public void nothingOfItIsLeftWhenItIsGone() throws InterruptedException {
        if (place != Place.ALONE_ON_DERBY) return;
        none(new Departure(FILES.bundle(), ModuleFiles.classes(), FILES.headers()).problems());
    }

    private static Bundle bundle() {
        for (Bundle bundle : company.kernel().context().getBundles()) {
            if (FILES.bundle().equals(bundle.getSymbolicName())) return bundle;
        }
        throw new AssertionError("no bundle " + FILES.bundle());
    }
}
