package org.stepwise.records.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Imports.Format;
import org.stepwise.kernel.api.record.Imports.Report;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.deal.RecordKernel;

/** Deals that come and go as files, as a person reads and writes them. */
final class DealFiles {
    static final String DEAL = "demo.deal";
    private final RecordKernel kernel;

    DealFiles(RecordKernel kernel) {
        this.kernel = kernel;
    }

    Imports imports() {
        return kernel.get(Imports.class);
    }

    Report read(String account, byte[] file, boolean dryRun) {
        return kernel.as(account, () -> imports().read(DEAL, new ByteArrayInputStream(file), dryRun));
    }

    Report read(String account, String csv) {
        return read(account, csv.getBytes(StandardCharsets.UTF_8), false);
    }

    List<String> errors(Report report) {
        return report.errors().stream()
                .map(e -> e.row() + " " + e.violation().field() + " "
                        + e.violation().code())
                .sorted()
                .toList();
    }

    byte[] export(String account, Query query, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kernel.as(account, () -> imports().write(DEAL, query, format, out));
        return out.toByteArray();
    }

    List<Row> named(String account, String prefix) {
        Query query = Query.ALL
                .where(new Filter("name", Filter.Op.LIKE, prefix + "*"))
                .sort("name")
                .limit(500);
        return kernel.as(
                        account,
                        () -> kernel.records()
                                .list(
                                        DEAL,
                                        query.fields(List.of(
                                                "name", "amount", "stage", "hot", "code", "customerId", "closes"))))
                .rows();
    }
}
