package org.stepwise.benchmarks.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of customers, always the same: Chinese names, choices by code, phone, e-mail, website, a few lines of text. */
record Customers(int rows) {
    private static final List<String> HEADINGS = List.of(
            "name",
            "industry",
            "size",
            "source",
            "country",
            "region",
            "address",
            "phone",
            "email",
            "website",
            "remark");
    private static final List<String> TOWNS = List.of("常州", "无锡", "苏州", "南京", "杭州", "宁波", "合肥", "上海");
    private static final List<String> TRADES = List.of("精密机械", "半导体", "医疗器械", "自动化", "新材料", "光电", "环保", "电气");
    private static final List<String> INDUSTRIES = List.of("semiconductor", "machinery", "medical", "electronics");
    private static final List<String> REGIONS = List.of("310115", "320400", "320200", "320500");
    private static final String REMARK = "展会上认识，需要两台设备，明年第一季度定型；付款方式与验收标准待商定。".repeat(3);

    byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Random random = new Random(12);
        try (Workbook book = new Workbook(bytes, "bench", "1.0")) {
            Worksheet sheet = book.newWorksheet("customers");
            for (int i = 0; i < HEADINGS.size(); i++) sheet.value(0, i, HEADINGS.get(i));
            for (int row = 1; row <= rows; row++) write(sheet, row, random);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, Random random) throws IOException {
        String town = one(TOWNS, random);
        List<String> values = List.of(
                town + String.format("%06d", row) + one(TRADES, random) + "有限公司",
                one(INDUSTRIES, random),
                "large",
                "fair",
                "CN",
                one(REGIONS, random),
                town + "市工业园区 " + random.nextInt(500) + " 号",
                String.format("0519-%08d", 81_000_000 + row),
                "office" + row + "@example.com",
                "https://www.example.com/" + row,
                REMARK);
        for (int i = 0; i < values.size(); i++) sheet.value(row, i, values.get(i));
        if (row % 1_000 == 0) sheet.flush();
    }

    private static String one(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
