package org.stepwise.moduletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundle keeps to itself: what it imports and exports, and what its SQL touches. */
final class BundleCheck {
    private static final Pattern CLAUSE = Pattern.compile("([\\w.]+)((?:;[^,\"]*(?:\"[^\"]*\")?)*)");
    private static final Pattern NAMED = Pattern.compile(
            "(?:create record table|create table|create sequence|alter table|drop table|drop sequence|insert into|delete from|update)\\s+(\\w+)");
    private static final Pattern INDEX = Pattern.compile("create (?:unique )?index\\s+(\\w+)\\s+on\\s+(\\w+)");
    private final ModuleFiles files;

    BundleCheck(ModuleFiles files) {
        this.files = files;
    }

    List<String> manifest() {
        List<String> problems = new ArrayList<>();
        for (String header : List.of("Export-Package", "DynamicImport-Package", "Bundle-Activator", "Require-Bundle")) {
            if (!files.header(header).isEmpty()) problems.add(header + ": " + files.header(header));
        }
        Matcher clauses = CLAUSE.matcher(files.header("Import-Package"));
        while (clauses.find()) {
            String name = clauses.group(1);
            boolean inside = name.startsWith("org.stepwise.") && !name.startsWith("org.stepwise.kernel.api");
            if (inside) problems.add("imports " + name);
            if (clauses.group(2).contains("optional")) problems.add("imports optionally " + name);
            boolean open = name.startsWith("org.stepwise.kernel.api")
                    && !clauses.group(2).contains("version=");
            if (open) problems.add("imports without a version " + name);
        }
        if (files.header("Service-Component").isEmpty()) problems.add("no component");
        return problems;
    }

    /** Tables, sequences and indexes begin with the module's id, and no others are touched. */
    List<String> schema() {
        List<String> problems = new ArrayList<>();
        String own = files.module() + "_";
        for (Map.Entry<String, String> file : ModuleFiles.read("db", ".sql").entrySet()) {
            String sql = file.getValue().replaceAll("--.*", "").toLowerCase(Locale.ROOT);
            for (Pattern pattern : List.of(NAMED, INDEX)) {
                Matcher found = pattern.matcher(sql);
                while (found.find()) {
                    for (int i = 1; i <= found.groupCount(); i++) {
                        if (!found.group(i).startsWith(own)) problems.add(file.getKey() + ": " + found.group(i));
                    }
                }
            }
        }
        return problems;
    }
}
