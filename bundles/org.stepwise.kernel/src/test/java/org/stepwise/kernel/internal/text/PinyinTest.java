package org.stepwise.kernel.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.stream.IntStream;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("DIR-3")
public class PinyinTest {
    private String text(String chinese) {
        return String.join(" ", Pinyin.syllables(chinese));
    }

    private String name(String chinese) {
        return String.join(" ", Pinyin.ofName(chinese));
    }

    @Test
    public void eachCharacterHasItsUsualReading() {
        assertEquals("hua dong xin neng yuan dian chi", text("华东新能源电池"));
        assertEquals("heng chuan zhuang bei ji tuan", text("恒川装备集团"));
    }

    @Test
    public void wordsAreReadAsWords() {
        assertEquals("chong qing zhong gong", text("重庆重工"));
        assertEquals("xia men yin hang", text("厦门银行"));
        assertEquals("chang chun shi zhang", text("长春市长"));
        assertEquals("cheng du shi hang ye xie hui", text("成都市行业协会"));
        assertEquals("xi zang zang yao", text("西藏藏药"));
        assertEquals("lu an mu ju", text("六安模具"));
    }

    @Test
    public void familyNamesHaveReadingsOfTheirOwn() {
        assertEquals("shan xiao ming", name("单晓明"));
        assertEquals("zeng li", name("曾黎"));
        assertEquals("xie zhen", name("解珍"));
        assertEquals("qiu ying", name("仇英"));
        assertEquals("ou yang xiu", name("欧阳修"));
        assertEquals("ou jian min", name("区建民"));
        assertEquals("zha liang yong", name("查良镛"));
        assertEquals("piao shu", name("朴树"));
        assertEquals("ren zheng", name("任正"));
        assertEquals("ge jiao tian", name("盖叫天"));
        assertEquals("yu chi gong", name("尉迟恭"));
        assertEquals("mo qi yong", name("万俟咏"));
        assertEquals("yue yi", name("乐毅"));
    }

    @Test
    public void theFamilyNameReadingIsOnlyForTheFamilyName() {
        assertEquals("li shan", text("李善"));
        assertEquals("wang jie", name("王解"));
        assertEquals("zhang dan", name("张单"));
    }

    @Test
    public void latinLettersAndDigitsStayTogether() {
        assertEquals("abb2 qi", text("ABB（2期）"));
        assertEquals("", text("—！ "));
    }

    @Test
    public void umlautIsWrittenAsTypedOnAKeyboard() {
        assertEquals("lv se nv", text("绿色女"));
        assertEquals("cao lue", text("操略"));
    }

    @Test
    public void nearlyAllOfTheBasicCharactersHaveAReading() {
        long read = IntStream.range(0x4e00, 0x9fa6)
                .filter(c -> !Pinyin.syllables(Character.toString(c)).isEmpty())
                .count();
        assertTrue("readings: " + read, read > 20_700);
    }
}
