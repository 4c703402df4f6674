package org.stepwise.kernel.internal.text;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers({"REC-1", "DIR-3", "LNK-2"})
public class NameKeysTest {
    private final NameKeys keys = new NameKeys();

    @Test
    public void aCompanyIsFoundByPinyinAndInitials() {
        assertEquals("ruiheyiliaoqixiejituan rhylqxjt", keys.pinyin("瑞和医疗器械集团"));
        assertEquals("chongqingabczhonggong cqazg", keys.pinyin("重庆ABC重工"));
    }

    @Test
    public void aSurnameIsReadInItsOwnWayAndInTheCommonOne() {
        assertEquals("shanyi sy danyi dy", keys.pinyin("单一"));
        assertEquals("yuchigong ycg", keys.pinyin("尉迟恭").split(" w")[0]);
    }

    @Test
    public void widthCaseAndSpacesAreFolded() {
        assertEquals("abc (china) ltd", keys.name("  ＡＢＣ （China）  Ltd "));
        assertEquals("", keys.pinyin("Acme Ltd"));
    }

    @Test
    public void traditionalCharactersFindTheSimplifiedName() {
        assertEquals(keys.name("华东机械厂"), keys.name("華東機械廠"));
        assertEquals(keys.pinyin("重庆银行"), keys.pinyin("重慶銀行"));
        assertEquals("台湾", Simplified.of("臺灣"));
        assertEquals("ABC(1)", Simplified.of("ＡＢＣ（１）"));
    }
}
