package org.stepwise.benchmarks.lists;

import java.nio.file.Path;

/**
 * {@code ./stepwise bench lists}: pages of customers under permission, asked of two running servers, one with 10,000 and one with
 * 1,000,000 customers, over REST and as HTML, beside the same pages unfiltered in plain SQL (P1, P2, P3).
 */
public final class ListsBench {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;

    private ListsBench() {}

    /** @param args commit, directory for the result, then address, database and process of the small and of the large server, script */
    public static void main(String[] args) throws Exception {
        Machine before = Machine.now();
        new Company(args[3], FEW).fill();
        long began = System.nanoTime();
        new Company(args[6], MANY).fill();
        System.out.printf("filled in %d s%n", (System.nanoTime() - began) / 1_000_000_000);
        Path script = Path.of(args[8]);
        try (Site few = new Site(args[2], args[3], args[4], script);
                Site many = new Site(args[5], args[6], args[7], script)) {
            Measured small = new Measured(few);
            Measured large = new Measured(many);
            small.warm();
            large.warm();
            large.mix();
            small.mix();
            for (Question question : Question.all()) inTurn(question, small, large);
            new Report(args[0], before, Machine.now(), small, large).write(Path.of(args[1]));
        }
    }

    private static void inTurn(Question question, Measured small, Measured large) throws Exception {
        Measured.floors(question, small, large);
        for (Reader reader : Reader.all()) Measured.both(question, reader, small, large);
    }
}
