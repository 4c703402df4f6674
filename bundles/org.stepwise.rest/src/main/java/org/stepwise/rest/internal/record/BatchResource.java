package org.stepwise.rest.internal.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.door.ProblemDocument;
import org.stepwise.rest.internal.door.Problems;
import org.stepwise.rest.internal.door.Visits;

/** Up to 1,000 writes in one request, with a result for each; one that fails does not undo the others. */
@Component(service = BuiltIn.class)
@Path("{module: [a-z][a-z0-9]*}/{type: [a-z][a-z0-9]*}/batch")
@Produces(MediaType.APPLICATION_JSON)
public final class BatchResource implements BuiltIn {
    static final int MOST = 1_000;

    private final Records records;
    private final Transactions tx;
    private final OpenTypes types;
    private final Visits visits;
    private final Problems problems;
    private final Echo echo;

    @Activate
    public BatchResource(
            @Reference Records records,
            @Reference Transactions tx,
            @Reference OpenTypes types,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.records = records;
        this.tx = tx;
        this.types = types;
        this.visits = visits;
        this.problems = new Problems(texts, visits);
        this.echo = new Echo(records);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Results batch(@PathParam("module") String module, @PathParam("type") String name, Batch batch) {
        RecordType<?> type = types.require(module, name);
        if (batch.items.size() > MOST) throw Invalid.of("items", "rest.problem.batch", Map.of("most", MOST));
        return new Results(together(type, batch.items).orElseGet(() -> oneByOne(type, batch.items)));
    }

    /** The quick way: all in one transaction; empty when one failed, and then nothing was written. */
    private Optional<List<Result>> together(RecordType<?> type, List<Item> items) {
        try {
            return Optional.of(tx.get(() -> {
                List<Result> results = new ArrayList<>(items.size());
                items.forEach(i -> results.add(write(type, i)));
                return results;
            }));
        } catch (Problem someFailed) {
            return Optional.empty();
        }
    }

    private List<Result> oneByOne(RecordType<?> type, List<Item> items) {
        Locale locale = visits.locale();
        List<Result> results = new ArrayList<>(items.size());
        boolean told = false;
        for (Item item : items) {
            try {
                results.add(write(type, item));
            } catch (Problem problem) {
                if (!told) told = Problems.tellOperator(problem);
                ProblemDocument document = problems.document(problem, locale);
                results.add(new Result(document.status(), "", "", Optional.of(document)));
            }
        }
        return results;
    }

    private Result write(RecordType<?> type, Item item) {
        if (item.op == Op.CREATE) {
            RecordId made = records.create(type.id(), Values.read(type, item.values()));
            return new Result(201, Long.toString(made.id()), made.toString(), Optional.empty());
        }
        RecordId record = RecordId.parse(type.id() + ":" + item.id);
        switch (item.op) {
            case UPDATE ->
                records.update(record, item.version, echo.changes(type, record, item.version, item.values()));
            case DELETE -> records.delete(record, item.version);
            case RESTORE -> records.restore(record);
            default -> records.act(record, item.version, item.action());
        }
        return new Result(200, item.id, record.toString(), Optional.empty());
    }

    /** What a batch item does. */
    public enum Op {
        CREATE,
        UPDATE,
        DELETE,
        RESTORE,
        ACT
    }

    /** @param items at most 1,000, written in this order */
    public record Batch(List<Item> items) {
        public Batch {
            if (items == null || items.isEmpty()) throw Invalid.of("items", "rest.problem.required");
        }
    }

    /**
     * One write.
     *
     * @param op CREATE when absent
     * @param id of the record, for all but CREATE
     * @param version that the writer saw, for UPDATE, DELETE and ACT
     * @param action for ACT
     * @param values fields, for CREATE and UPDATE
     */
    public record Item(Op op, String id, long version, String action, ObjectNode values) {
        public Item {
            op = op == null ? Op.CREATE : op;
            if (op != Op.CREATE && (id == null || id.isBlank())) throw Invalid.of("items.id", "rest.problem.required");
            if ((op == Op.CREATE || op == Op.UPDATE) && values == null) {
                throw Invalid.of("items.values", "rest.problem.required");
            }
            if (op == Op.ACT && action == null) throw Invalid.of("items.action", "rest.problem.required");
        }
    }

    /** In the order of the items. */
    public record Results(List<Result> items) {}

    /** @param status as a single request would have answered */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Result(int status, String id, String ref, Optional<ProblemDocument> problem) {}
}
