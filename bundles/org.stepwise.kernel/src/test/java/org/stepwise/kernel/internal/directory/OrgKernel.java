package org.stepwise.kernel.internal.directory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.testkit.TestKernel;

/** The kernel without a records engine. */
public final class OrgKernel extends ExternalResource {
    private final TestKernel kernel = TestKernel.fresh();

    @Override
    public void before() {
        kernel.startOnly();
        Types types = kernel.get(Types.class);
        TestKernel.await(
                "people are ready", () -> types.find("directory.person").isPresent());
    }

    /** An active phase opens the module to the unit and all below. */
    public void open(String module, String unit) {
        long below = directory().requireUnit(unit).below();
        tx().run(() -> {
            tx().sql()
                    .update("insert into rollout_phase (id, version, code, name, goal, state, sort_order)"
                            + " values (1, 1, 'pilot', 'pilot', '', 'ACTIVE', 1)");
            tx().sql().update("insert into rollout_phase_module (phase_id, address) values (1, ?)", module);
            tx().sql()
                    .update(
                            "insert into rollout_phase_scope (phase_id, member_id, principal_id, is_unit) values (1, ?, ?, true)",
                            unit(unit),
                            below);
            get(Stamps.class).touch(Stamps.ROLLOUT);
        });
    }

    @Override
    public void after() {
        kernel.after();
    }

    public TestKernel kernel() {
        return kernel;
    }

    public <T> T get(Class<T> service) {
        return kernel.get(service);
    }

    public Transactions tx() {
        return kernel.get(Transactions.class);
    }

    public Directory directory() {
        return kernel.get(Directory.class);
    }

    public Caller caller(String account) {
        return get(Callers.class).account(account, Door.REST);
    }

    public <T> T as(String account, Supplier<T> work) {
        return get(Callers.class).as(caller(account), work);
    }

    public <T> T system(Supplier<T> work) {
        return kernel.system(work);
    }

    /** Imports csv texts by sheet name, as the system. */
    public Imports.Report load(Map<String, String> sheets, boolean dryRun) {
        byte[] zip = zip(sheets);
        return system(() -> get(OrgImport.class).read(new ByteArrayInputStream(zip), "org.zip", dryRun));
    }

    public Imports.Report read(byte[] content, String name) {
        return system(() -> get(OrgImport.class).read(new ByteArrayInputStream(content), name, false));
    }

    /** Three units, two posts, three people and where they stand; all codes begin with the prefix. */
    public static Map<String, String> company(String prefix) {
        return Map.of(
                "units",
                "code,parent,kind,name_zh,name_en,head,valid_from\n"
                        + prefix + "hq,,GROUP,集团,Group," + prefix + "boss,2020-01-01\n"
                        + prefix + "east," + prefix + "hq,部门,华东销售部,Sales East," + prefix + "li,2021-03-01\n"
                        + prefix + "e1," + prefix + "east,team,一组,,,\n",
                "posts",
                "code,name_zh,name_en,level\n" + prefix + "rep,销售,Sales rep,10\n" + prefix + "chief,总监,Director,50\n",
                "people",
                "account,name,email,mobile,phone,locale,time_zone,clearance\n"
                        + prefix + "boss,王总,boss@example.com,13800000000,,zh-CN,Asia/Shanghai,9\n"
                        + prefix + "li,李四,,,021-88880000,en,,3\n"
                        + prefix + "zhang,张三,,,,,,\n",
                "positions",
                "account,unit,post,primary,superior\n"
                        + prefix + "boss," + prefix + "hq," + prefix + "chief,yes,\n"
                        + prefix + "li," + prefix + "east," + prefix + "chief,yes,\n"
                        + prefix + "zhang," + prefix + "e1," + prefix + "rep,是,\n"
                        + prefix + "zhang," + prefix + "east," + prefix + "rep,no,\n");
    }

    /** Imports what must be right. */
    public void load(String sheet, String csv) {
        Imports.Report report = load(Map.of(sheet, csv), false);
        if (!report.errors().isEmpty()) throw new AssertionError(report.errors());
    }

    public static byte[] zip(Map<String, String> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> sheet : sheets.entrySet()) {
                zip.putNextEntry(new ZipEntry(sheet.getKey() + ".csv"));
                zip.write(sheet.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public long person(String account) {
        return directory().requireAccount(account).id();
    }

    public long unit(String code) {
        return directory().requireUnit(code).id();
    }

    /** Changes the organisation by a statement, as a listener would see it. */
    public void change(String sql, Object... args) {
        tx().run(() -> {
            tx().sql().update(sql, args);
            get(OrgIndex.class).changed();
        });
    }

    /** Changes roles or groups by a statement. */
    public void changeRoles(String sql, Object... args) {
        tx().run(() -> {
            tx().sql().update(sql, args);
            get(Stamps.class).touch(Stamps.DIRECTORY);
        });
    }

    /** A principal by table and code. */
    public long principal(String table, String code) {
        return tx().sql().number("select id from " + table + " where code = ?", code);
    }
}
