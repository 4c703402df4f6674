package org.stepwise.kernel.internal.text;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("REC-1")
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
}
