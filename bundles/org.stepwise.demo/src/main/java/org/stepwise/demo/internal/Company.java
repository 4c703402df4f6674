package org.stepwise.demo.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** People and units of the demo company, as the four sheets of an organisation import. */
final class Company {
    private static final long SEED = 20_260_901L;
    private static final int PART_TIME_EVERY = 23;
    private final Names names = new Names(new Random(SEED));
    private final List<String[]> named = Seed.rows("named");
    private final StringBuilder people =
            new StringBuilder("account,name,email,mobile,phone,locale,time_zone,clearance\n");
    private final StringBuilder positions = new StringBuilder("account,unit,post,primary,superior\n");
    private final Map<String, String> heads = new LinkedHashMap<>();
    private final List<String> salespeople = new ArrayList<>();
    private int made;

    Company() {
        named.forEach(row -> names.taken(row[0]));
        named.forEach(this::addNamed);
        Seed.rows("staff").forEach(this::addStaff);
    }

    /** Accounts whose holders are told to whoever starts the demo: account, name, unit, post, role. */
    List<String[]> named() {
        return named;
    }

    /** Accounts of all who sell. */
    List<String> salespeople() {
        return salespeople;
    }

    private void addNamed(String[] row) {
        boolean chief = List.of("president", "segment-head", "head").contains(row[3]);
        if (chief) heads.put(row[2], row[0]);
        add(row[0], row[1], row[2], row[3], row[4].equals("group-management") || row[4].equals("auditor") ? 9 : 3);
    }

    private void addStaff(String[] row) {
        int count = Integer.parseInt(row[1]);
        for (int i = 0; i < count; i++) {
            Names.Name name = names.person();
            boolean lead = i == 0;
            if (lead) heads.put(row[0], name.account());
            add(name.account(), name.text(), row[0], lead ? "lead" : row[2], lead ? 4 : 2);
            boolean sells = row[2].equals("sales");
            if (sells) salespeople.add(name.account());
            if (++made % PART_TIME_EVERY == 0) {
                positions.append(name.account()).append(",HQ-EX,assistant,no,\n");
            }
        }
    }

    private void add(String account, String name, String unit, String post, int clearance) {
        people.append(String.join(
                ",", account, name, account + "@hengchuan.example", "", "", "zh-CN", "Asia/Shanghai", "" + clearance));
        people.append('\n');
        positions.append(String.join(",", account, unit, post, "yes", "")).append('\n');
        boolean sells = post.equals("sales");
        if (sells && !salespeople.contains(account)) salespeople.add(account);
    }

    ByteArrayInputStream sheets() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "units.csv", unitsWithHeads());
            put(zip, "posts.csv", Seed.text("posts.csv"));
            put(zip, "people.csv", people.toString());
            put(zip, "positions.csv", positions.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private String unitsWithHeads() {
        StringBuilder units = new StringBuilder("code,parent,kind,name_zh,name_en,head,valid_from\n");
        for (String[] row : Seed.rows("units")) {
            row[5] = heads.getOrDefault(row[0], "");
            units.append(String.join(",", row)).append('\n');
        }
        return units.toString();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
