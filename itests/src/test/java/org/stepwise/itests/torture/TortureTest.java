package org.stepwise.itests.torture;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Test;
import org.stepwise.itests.DemoCompany;
import org.stepwise.itests.Server;
import org.stepwise.itests.TestModules;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.OwnPostgres;

/**
 * What was confirmed is there once, and nothing is half done, whenever the server dies. Two rounds in every build; as many as one
 * likes by {@code ./stepwise torture}, on either database.
 */
public class TortureTest {
    private static final String OPTION = "stepwise.torture.";
    private static final long SEED = Long.getLong(OPTION + "seed", 20_261_122L);
    private static final int ROUNDS = Integer.getInteger(OPTION + "rounds", 2);
    private static final boolean POSTGRES = "postgres".equals(System.getProperty(OPTION + "database", "derby"));
    private static final List<Blow> ON_DERBY = List.of(Blow.SERVER, Blow.SERVER, Blow.SERVER, Blow.SERVER_TWICE);
    private static final List<Blow> ON_POSTGRES =
            List.of(Blow.BOTH, Blow.SERVER, Blow.DATABASE, Blow.SERVER_TWICE, Blow.DATABASE);
    private Optional<OwnPostgres> postgres = Optional.empty();
    private Optional<Server> server = Optional.empty();

    @After
    public void end() {
        server.ifPresent(Server::close);
        postgres.ifPresent(OwnPostgres::close);
    }

    @Test
    @Covers({"OPS-2", "ROL-3", "ROL-5", "ROL-12"})
    public void whatWasConfirmedIsThereOnceAndNothingIsHalfDoneWheneverTheServerDies() {
        Server running = started();
        DemoCompany company = DemoCompany.in(running.address(), running.home());
        Stored stored = postgres.map(Stored::on).orElseGet(Stored::derby);
        openCustomers(company);
        Torture torture = Torture.of(running, stored, SEED);
        List<Blow> blows = POSTGRES ? ON_POSTGRES : ON_DERBY;
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Round round = torture.round(i + 1, blows.get(i % blows.size()));
            System.out.println(round.line());
            rounds.add(round);
        }
        Report report =
                new Report(System.getProperty(OPTION + "machine", ""), POSTGRES ? "PostgreSQL" : "Derby", SEED, rounds);
        Optional.ofNullable(System.getProperty(OPTION + "results"))
                .ifPresent(place -> report.write(
                        Path.of(place), System.getProperty(OPTION + "name", POSTGRES ? "postgres" : "derby")));
        assertEquals(
                report.text(),
                List.of(),
                rounds.stream().filter(round -> !round.good()).toList());
    }

    private Server started() {
        String database = "";
        if (POSTGRES) {
            OwnPostgres own = new OwnPostgres(System.getProperty(OPTION + "postgres", ""));
            postgres = Optional.of(own);
            own.start();
            database = own.url();
        }
        Server fresh = Server.fresh("TortureTest", database)
                .demo()
                .offering(TestModules.features())
                .setting("org.stepwise.modules.cfg", "unsigned.directories = true", "ready.seconds = 30");
        server = Optional.of(fresh);
        return fresh.start();
    }

    /** To Sales East. */
    static void openCustomers(DemoCompany company) {
        String phases = "/api/rollout/phases";
        Map<String, Object> draft = Map.of("code", "customers", "modules", Set.of("crm"), "units", Set.of("SE"));
        company.admin().json("POST", phases, draft).expect(201);
        company.admin().json("POST", phases + "/customers/activate", Map.of()).expect(200);
    }
}
