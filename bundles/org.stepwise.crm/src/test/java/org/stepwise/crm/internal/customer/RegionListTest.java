package org.stepwise.crm.internal.customer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("CRM-1")
public class RegionListTest {
    private static final String NAME = "[A-Z][A-Za-zü' ]+";
    private final Map<String, String[]> regions = rows("crm.region");

    /** Rows by code; a heading, and no quotes but in the names of countries. */
    private static Map<String, String[]> rows(String list) {
        Map<String, String[]> rows = new LinkedHashMap<>();
        try (InputStream in = RegionListTest.class.getResourceAsStream("/STEPWISE-INF/choices/" + list + ".csv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).map(line -> line.split(",", -1)).forEach(row -> rows.put(row[0], row));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    @Test
    public void everyRegionHangsBelowOneThatStandsBeforeIt() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        regions.forEach((code, row) -> {
            assertTrue(code, code.matches("[1-8]\\d{5}"));
            assertTrue(code + " below " + row[1], row[1].isEmpty() || depths.containsKey(row[1]));
            depths.put(code, row[1].isEmpty() ? 1 : depths.get(row[1]) + 1);
        });
        assertEquals(34, depths.values().stream().filter(depth -> depth == 1).count());
        assertTrue("counties: " + depths.size(), depths.size() > 3_200);
        assertTrue(depths.values().stream().allMatch(depth -> depth <= 3));
    }

    @Test
    public void everyRegionHasANameInBothLanguages() {
        regions.forEach((code, row) -> {
            assertTrue(code + " " + row[2], row[2].codePoints().allMatch(Character::isIdeographic));
            assertTrue(code + " " + row[3], row[3].matches(NAME));
        });
        assertEquals("Xi'an", regions.get("610100")[3]);
        assertEquals("Shaanxi", regions.get("610000")[3]);
        assertEquals("110000", regions.get("110108")[1]);
    }

    @Test
    public void chinaStandsFirstAmongTheCountries() {
        Map<String, String[]> countries = rows("crm.country");
        assertEquals("中国", countries.values().iterator().next()[2]);
        assertEquals(250, countries.size());
        assertTrue(countries.keySet().stream().allMatch(code -> code.matches("[A-Z]{2}")));
    }
}
