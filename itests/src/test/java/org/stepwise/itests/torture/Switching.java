package org.stepwise.itests.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.stepwise.itests.Answer;
import org.stepwise.itests.DemoCompany;

/**
 * A module comes by a phase, gets records, is opened to more people, is closed and its data removed, again and again. A step that
 * was on its way when the server died is done or not done; a removal that broke off says so until it is ended (ROL-5).
 */
final class Switching implements Work {
    private static final String MODULE = "/api/modules/vehicles";
    private static final String PHASES = "/api/rollout/phases";
    private static final String VEHICLES = "/api/vehicles/vehicle";
    private static final String OF_ONE_UNIT = "zhou.mingyuan";
    private static final String OF_ANOTHER = "he.chuan";
    private static final int RECORDS = 4;

    /** What is there after each step. */
    private enum Step {
        REMOVED,
        OPENED,
        FILLED,
        WIDENED,
        CLOSED
    }

    private final DemoCompany company;
    private final String prefix;
    private Step reached = Step.REMOVED;
    private boolean doubtful;
    private int round;
    private int records;
    private int confirmed;

    Switching(DemoCompany company, String prefix) {
        this.company = company;
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return "module installed, opened, widened, closed, removed";
    }

    @Override
    public boolean piece() {
        doubtful = true;
        if (!goesOn()) return false;
        doubtful = false;
        confirmed++;
        reached = Step.values()[(reached.ordinal() + 1) % Step.values().length];
        return true;
    }

    private boolean goesOn() {
        return switch (reached) {
            case REMOVED -> opens();
            case OPENED -> fills();
            case FILLED -> Work.confirmed(step("widen", Map.of("units", Set.of("SW"))), 200);
            case WIDENED -> Work.confirmed(step("rollback", Map.of()), 200);
            case CLOSED -> removed();
        };
    }

    private String phase() {
        return (prefix + round).toLowerCase(java.util.Locale.ROOT);
    }

    private Answer step(String step, Map<String, ?> body) {
        return company.admin().json("POST", PHASES + "/" + phase() + "/" + step, body);
    }

    private boolean opens() {
        round++;
        records = 0;
        Map<String, Object> draft = Map.of("code", phase(), "modules", Set.of("vehicles"), "units", Set.of("SE"));
        return Work.confirmed(company.admin().json("POST", PHASES, draft), 201)
                && Work.confirmed(step("activate", Map.of()), 200);
    }

    private boolean fills() {
        while (records < RECORDS) {
            Map<String, String> vehicle = Map.of("plate", "SU-" + round + "-" + records);
            if (!Work.confirmed(company.as(OF_ONE_UNIT).json("POST", VEHICLES, vehicle), 201)) return false;
            records++;
        }
        return true;
    }

    private boolean removed() {
        Answer begun = company.admin().json("POST", MODULE + "/uninstall?data=purge&confirm=vehicles", Map.of());
        if (!Work.confirmed(begun, 202)) return false;
        String run = "/api/jobs/runs/" + begun.json().get("run").asText();
        return until(() -> !Set.of("WAITING", "RUNNING").contains(text(run, "state")))
                && text(run, "state").equals("DONE");
    }

    private String text(String path, String field) {
        Answer answer = company.admin().get(path);
        return Work.confirmed(answer, 200) ? answer.json().get(field).asText() : "RUNNING";
    }

    static boolean until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }

    @Override
    public List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        boolean open = isOpen();
        boolean opening = doubtful && reached == Step.REMOVED;
        boolean closing = doubtful && reached == Step.WIDENED;
        boolean shouldBe = reached == Step.OPENED || reached == Step.FILLED || reached == Step.WIDENED;
        if (open != shouldBe && !opening && !closing)
            wrong.add("phase " + phase() + " after " + reached + " is open: " + open);
        if (open && !until(() -> text(MODULE, "state").equals("ready")))
            wrong.add("the module of an open phase is not there: " + text(MODULE, "state"));
        if (wrong.isEmpty()) seen(open, wrong);
        settle(open, wrong);
        return wrong;
    }

    private boolean isOpen() {
        Answer phase = company.admin().get(PHASES + "/" + phase());
        return phase.status() == 200 && phase.json().get("state").asText().equals("ACTIVE");
    }

    /** By the people for whom it is open, and for whom it is not. */
    private void seen(boolean open, List<String> wrong) {
        Answer list = company.as(OF_ONE_UNIT).get(VEHICLES + "?limit=100");
        if ((list.status() == 200) != open) wrong.add("the list answers " + list.status() + ", open: " + open);
        boolean widened = company.as(OF_ANOTHER).get(VEHICLES).status() == 200;
        boolean should = reached == Step.WIDENED;
        boolean either = doubtful && (reached == Step.FILLED || reached == Step.WIDENED);
        if (open && widened != should && !either) wrong.add("another unit sees it: " + widened);
        if (!open || reached == Step.REMOVED) return;
        int there = list.json().get("items").size();
        int most = doubtful && reached == Step.OPENED ? records + 1 : records;
        if (there < records || there > most) wrong.add(there + " records of " + records + " that were confirmed");
    }

    /** Back to where it begins: nothing open, nothing left. */
    private void settle(boolean open, List<String> wrong) {
        if (open) step("rollback", Map.of()).expect(200);
        boolean broken = !text(MODULE, "reason").isEmpty();
        if (broken
                && company.admin().json("POST", MODULE + "/install", Map.of()).status() != 409)
            wrong.add("a module whose removal broke off may be installed");
        if (broken || !text(MODULE, "state").equals("available")) {
            if (!removed()) wrong.add("the module's data cannot be removed: " + text(MODULE, "reason"));
        }
        reached = Step.REMOVED;
        doubtful = false;
    }

    @Override
    public int confirmed() {
        return confirmed;
    }
}
