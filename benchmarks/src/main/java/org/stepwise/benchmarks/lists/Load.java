package org.stepwise.benchmarks.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Eight clients at once by wrk, which itself takes next to no processor time. */
record Load(Path script, String address) {
    private static final String CLIENTS = "8";
    private static final Pattern SUMMARY = Pattern.compile("pages (\\d+) seconds ([\\d.]+) failed (\\d+)");

    /** What came of it. */
    record Done(long pages, double seconds) {
        long rate() {
            return Math.round(pages / seconds);
        }
    }

    /** @param headers "name value" of each client in turn, one a line */
    Done run(String path, String headers, long seconds) throws IOException, InterruptedException {
        ProcessBuilder wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + CLIENTS,
                        "-d" + seconds + "s",
                        "--timeout",
                        "30s",
                        "-s",
                        script.toString(),
                        address)
                .redirectErrorStream(true);
        wrk.environment().put("PATH_ASKED", path);
        wrk.environment().put("MIX", headers);
        Process running = wrk.start();
        String told = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher summary = SUMMARY.matcher(told);
        if (running.waitFor() != 0 || !summary.find()) throw new IOException("wrk: " + told);
        if (!summary.group(3).equals("0")) throw new IOException(path + ": " + told);
        return new Done(Long.parseLong(summary.group(1)), Double.parseDouble(summary.group(2)));
    }
}
