package org.stepwise.benchmarks.switching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stepwise.benchmarks.switching.Waits.Asked;

/**
 * P8: a module is switched on and off again and again in the shipped server while eight people, to whom it is not opened, keep asking
 * for pages and lists. The floor is the same people in the same run with nothing being switched.
 */
public final class SwitchBench {
    private static final int ROUNDS = 5;
    private static final long FLOOR = TimeUnit.SECONDS.toNanos(15);
    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(6);
    private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(50);
    private static final List<String> OTHERS =
            List.of("shen.li", "gao.wen", "xu.jing", "tang.yi", "ding.hao", "jiang.yuan", "meng.fan", "lu.ping");
    private static final List<String> PAGES =
            List.of("/", "/api/session", "/directory/person", "/api/directory/person?limit=50");
    private final String server;
    private final String password;
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Asked> lists = new ConcurrentLinkedQueue<>();
    private final List<Double> firstPages = new ArrayList<>();
    private final List<Asked> whileSwitching = new ArrayList<>();
    private volatile boolean ended;

    private SwitchBench(String server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Arguments: the server's address, its home, a directory for the result. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String sheet = Files.readString(Path.of(arguments[1]).resolve("demo-accounts.txt"));
        Matcher found = Pattern.compile("([a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5})").matcher(sheet);
        if (!found.find()) throw new IOException("no password in demo-accounts.txt");
        new SwitchBench(arguments[0], found.group(1)).run(Path.of(arguments[2]));
    }

    private void run(Path results) throws IOException, InterruptedException {
        Visitor administrator = new Visitor(server, "chen.mo", password);
        Visitor seller = new Visitor(server, "lin.zhixia", password);
        administrator.post(
                "/api/rollout/phases",
                "{\"code\":\"bench\",\"name\":\"Bench\",\"modules\":[\"crm\"],\"persons\":[\"lin.zhixia\"]}");
        List<Thread> people = start();
        rest(FLOOR);
        asked.clear();
        rest(FLOOR);
        Waits floor = Waits.of("nothing switched", List.copyOf(asked));
        for (int round = 0; round < ROUNDS; round++) round(administrator, seller);
        ended = true;
        for (Thread one : people) one.join();
        write(
                results,
                List.of(
                        floor,
                        Waits.of("command to first page, others", whileSwitching),
                        Waits.of("all of the switching run, others", List.copyOf(asked)),
                        Waits.of("its own list, demo data being made", List.copyOf(lists))));
    }

    private List<Thread> start() throws IOException {
        List<Thread> people = new ArrayList<>();
        for (String account : OTHERS) {
            Visitor visitor = new Visitor(server, account, password);
            Thread thread = new Thread(() -> keepAsking(visitor), account);
            thread.start();
            people.add(thread);
        }
        return people;
    }

    private void keepAsking(Visitor visitor) {
        for (int turn = 0; !ended; turn++) {
            asked.add(ask(visitor, PAGES.get(turn % PAGES.size())));
            LockSupport.parkNanos(BREATH);
        }
    }

    private static Asked ask(Visitor visitor, String path) {
        long began = System.nanoTime();
        boolean good;
        try {
            good = visitor.get(path) == 200;
        } catch (IOException e) {
            good = false;
        }
        return new Asked(began, (System.nanoTime() - began) / 1e6, good);
    }

    private void round(Visitor administrator, Visitor seller) throws IOException {
        long began = System.nanoTime();
        administrator.post("/api/rollout/phases/bench/activate", "");
        while (!ask(seller, "/crm/customer").good()) LockSupport.parkNanos(BREATH);
        long ready = System.nanoTime();
        firstPages.add((ready - began) / 1e9);
        long until = ready + BETWEEN;
        while (System.nanoTime() < until) {
            lists.add(ask(seller, "/crm/customer"));
            LockSupport.parkNanos(BREATH);
        }
        whileSwitching.addAll(asked.stream()
                .filter(one -> one.began() + (long) (one.milliseconds() * 1e6) >= began && one.began() <= ready)
                .toList());
        administrator.post("/api/rollout/phases/bench/rollback", "");
        rest(BETWEEN / 2);
    }

    private static void rest(long nanoseconds) {
        long until = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < until) LockSupport.parkNanos(until - System.nanoTime());
    }

    private void write(Path results, List<Waits> all) throws IOException {
        double first = firstPages.get(0);
        double again = firstPages.stream()
                .skip(1)
                .mapToDouble(seconds -> seconds)
                .max()
                .orElse(0);
        Waits floor = all.get(0);
        Waits others = all.get(1);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "P8: crm switched on in the shipped server on Derby, %d times, %d people asking%n%n"
                        + "command to first page: first %.2f s, later at most %.2f s   (budget 2)%n"
                        + "others meanwhile: %d failed (budget 0), worst %.0f ms (budget 250),"
                        + " %.2f times the floor's worst%n%n",
                ROUNDS,
                OTHERS.size(),
                first,
                again,
                others.failed(),
                others.worst(),
                others.worst() / floor.worst()));
        all.forEach(waits -> text.append(waits.line()));
        String json = "{\"firstPageSeconds\":" + firstPages + ",\"waits\":["
                + all.stream().map(Waits::json).collect(Collectors.joining(",")) + "]}\n";
        Files.createDirectories(results);
        Files.writeString(results.resolve("switch.txt"), text);
        Files.writeString(results.resolve("switch.json"), json);
        System.out.print(text);
    }
}
