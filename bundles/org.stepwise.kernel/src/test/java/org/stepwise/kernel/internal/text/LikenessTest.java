package org.stepwise.kernel.internal.text;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class LikenessTest {
    private static final List<String> UNITS = List.of("sales-east", "sales-west", "finance", "华东销售部", "财务部");

    @Test
    public void aSlipOfTheKeyboardIsFound() {
        assertEquals("sales-east", Likeness.of("slaes-east", UNITS).get(0));
        assertEquals(List.of("finance"), Likeness.of("Finanse", UNITS));
    }

    @Test
    public void aPartOfTheNameIsFound() {
        assertEquals(List.of("华东销售部"), Likeness.of("华东", UNITS));
    }

    @Test
    public void nothingIsProposedWhenNothingIsNear() {
        assertEquals(List.of(), Likeness.of("warehouse", UNITS));
        assertEquals(
                "kernel.problem.notFound", Likeness.notFound("warehouse", UNITS).key());
    }

    @Test
    public void theErrorNamesWhatIsAlike() {
        assertEquals(
                "sales-east, sales-west",
                Likeness.notFound("sales", UNITS).args().get("like"));
    }
}
