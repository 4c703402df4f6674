package org.stepwise.itests.torture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.stepwise.itests.DemoCompany;
import org.stepwise.itests.Server;
import org.stepwise.itests.Visitor;

/**
 * People work, what the server confirms is written down, something dies, all starts again, and what was confirmed is looked for.
 * The moments and what dies follow from the seed.
 */
final class Torture {
    private static final int LEAST_MILLIS = 200;
    private static final int MOST_MILLIS = 3_000;
    private static final long PATIENCE = TimeUnit.MINUTES.toMillis(3);
    private final Server server;
    private final Stored stored;
    private final Random random;
    private final DemoCompany company;
    private final List<Work> works = new ArrayList<>();

    private Torture(Server server, Stored stored, long seed) {
        this.server = server;
        this.stored = stored;
        this.random = new Random(seed);
        this.company = DemoCompany.in(server.address(), server.home());
    }

    /** Of a running server of the demo company on which Sales East may see customers. */
    static Torture of(Server server, Stored stored, long seed) {
        Torture torture = new Torture(server, stored, seed);
        torture.hire("Torture" + Long.toString(seed, Character.MAX_RADIX), seed);
        return torture;
    }

    private void hire(String prefix, long seed) {
        Visitor seller = company.as("lin.zhixia");
        Visitor head = company.as("zhou.mingyuan");
        Desk desk = new Desk(
                company,
                head.json("POST", Creating.CUSTOMERS, Map.of("name", prefix + " desk"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
        works.add(new Creating(seller, prefix + "a"));
        works.add(new Creating(company.as("feng.li"), prefix + "b"));
        works.add(new Linking(company.another("lin.zhixia"), prefix + "l"));
        works.add(new Attaching(company.another("feng.li"), prefix + "f", seed));
        works.add(new Importing(company.another("zhou.mingyuan"), prefix + "i"));
        works.add(new Changing("records changed", desk::edit, desk::edited));
        works.add(new Changing("records shared and no longer shared", desk::share, desk::shared));
        works.add(new Changing("superiors changed", desk::move, desk::moved));
        works.add(new Switching(company, prefix + "p"));
    }

    Round round(int number, Blow blow) {
        Map<String, Integer> before = confirmed();
        List<String> wrong = new CopyOnWriteArrayList<>();
        List<Thread> people = works.stream().map(work -> atWork(work, wrong)).toList();
        long millis = LEAST_MILLIS + random.nextInt(MOST_MILLIS - LEAST_MILLIS);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        Map<String, Long> broken = strike(blow, people);
        for (Work work : works) {
            try {
                wrong.addAll(work.wrong());
            } catch (RuntimeException | AssertionError e) {
                wrong.add(work.name() + ": " + e);
            }
        }
        merge(broken, stored.broken(server.home(), false));
        chain(wrong);
        Map<String, Integer> done = confirmed();
        before.forEach((name, count) -> done.merge(name, -count, Integer::sum));
        return new Round(number, blow, millis, done, broken, List.copyOf(wrong));
    }

    private Map<String, Integer> confirmed() {
        Map<String, Integer> confirmed = new LinkedHashMap<>();
        works.forEach(work -> confirmed.merge(work.name(), work.confirmed(), Integer::sum));
        return confirmed;
    }

    private volatile boolean over;

    private Thread atWork(Work work, List<String> wrong) {
        over = false;
        Thread thread = new Thread(() -> works(work, wrong), work.name());
        thread.start();
        return thread;
    }

    private void works(Work work, List<String> wrong) {
        try {
            while (!over && work.piece()) Thread.onSpinWait();
        } catch (java.io.UncheckedIOException gone) {
            Thread.onSpinWait();
        } catch (RuntimeException | AssertionError e) {
            wrong.add(work.name() + " meanwhile: " + e);
        }
    }

    /** @return what is broken in the database before the server has had a chance to mend anything */
    private Map<String, Long> strike(Blow blow, List<Thread> people) {
        if (blow == Blow.DATABASE) {
            stored.kill();
            stored.start();
            ends(people);
            awaitReady();
            return new LinkedHashMap<>();
        }
        server.kill();
        if (blow == Blow.BOTH) {
            stored.kill();
            stored.start();
        }
        ends(people);
        Map<String, Long> broken = stored.broken(server.home(), true);
        if (blow == Blow.SERVER_TWICE) server.startAndKill(random.nextInt(MOST_MILLIS * 2));
        server.start();
        return broken;
    }

    private void awaitReady() {
        Visitor anybody = Visitor.stranger(server.address());
        if (!Switching.until(() -> anybody.get("/health/ready").status() == 200))
            throw new IllegalStateException("the server does not find its database again");
    }

    private void ends(List<Thread> people) {
        over = true;
        for (Thread person : people) {
            try {
                person.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (person.isAlive()) throw new IllegalStateException(person.getName() + " does not end");
        }
    }

    private static void merge(Map<String, Long> broken, Map<String, Long> more) {
        more.forEach((name, count) -> broken.merge(name, count, Math::max));
    }

    private void chain(List<String> wrong) {
        String verified =
                company.as("gao.wen").get("/api/audit/verify").expect(200).text();
        if (!verified.contains("\"broken\":null")) wrong.add("audit chain " + verified);
    }
}
