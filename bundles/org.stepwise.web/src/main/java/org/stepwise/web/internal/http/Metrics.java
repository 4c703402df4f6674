package org.stepwise.web.internal.http;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counters of this node in the text format that Prometheus reads. */
public final class Metrics {
    private static final double[] BOUNDS = {0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};
    private final AtomicLongArray statuses = new AtomicLongArray(6);
    private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.length + 1);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong running = new AtomicLong();
    private final AtomicLong incidents = new AtomicLong();

    public void begin() {
        running.incrementAndGet();
    }

    public void end(int status, long took) {
        running.decrementAndGet();
        statuses.incrementAndGet(Math.min(status / 100, 5));
        nanos.addAndGet(took);
        double seconds = took / 1e9;
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) bucket++;
        buckets.incrementAndGet(bucket);
    }

    public void incident() {
        incidents.incrementAndGet();
    }

    public String text() {
        StringBuilder out = new StringBuilder(2000);
        out.append("# HELP stepwise_http_requests_total Requests answered by the pages.\n");
        out.append("# TYPE stepwise_http_requests_total counter\n");
        for (int i = 1; i <= 5; i++) {
            out.append("stepwise_http_requests_total{status=\"").append(i).append("xx\"} ");
            out.append(statuses.get(i)).append('\n');
        }
        latency(out);
        single(out, "stepwise_http_running", "gauge", "Requests being answered.", running.get());
        single(out, "stepwise_incidents_total", "counter", "Errors that nobody foresaw.", incidents.get());
        jvm(out);
        return out.toString();
    }

    private void latency(StringBuilder out) {
        out.append("# HELP stepwise_http_seconds Time to answer a request.\n# TYPE stepwise_http_seconds histogram\n");
        long count = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            count += buckets.get(i);
            String bound = i == BOUNDS.length ? "+Inf" : String.valueOf(BOUNDS[i]);
            out.append("stepwise_http_seconds_bucket{le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(count)
                    .append('\n');
        }
        out.append("stepwise_http_seconds_sum ").append(nanos.get() / 1e9).append('\n');
        out.append("stepwise_http_seconds_count ").append(count).append('\n');
    }

    private static void jvm(StringBuilder out) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        single(out, "jvm_memory_heap_used_bytes", "gauge", "Heap in use.", heap.getUsed());
        single(out, "jvm_memory_heap_max_bytes", "gauge", "Largest heap.", heap.getMax());
        single(
                out,
                "jvm_threads",
                "gauge",
                "Live threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
        single(out, "jvm_uptime_seconds", "gauge", "Seconds since the start.", uptime);
    }

    private static void single(StringBuilder out, String name, String kind, String help, long value) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
        out.append(name).append(' ').append(value).append('\n');
    }
}
