package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;
import org.stepwise.kernel.api.Violation;
import org.stepwise.testkit.Covers;

@Covers("DIR-8")
public class PasswordPolicyTest {
    private final PasswordPolicy policy = new PasswordPolicy();

    private List<String> told(String account, String password) {
        return policy.violations(account, password, new SignInRules()).stream()
                .map(Violation::code)
                .toList();
    }

    @Test
    public void someWordsInARowWillDo() {
        assertEquals(List.of(), told("zhang.wei", "three blue umbrellas"));
        assertEquals(List.of(), told("zhang.wei", "山高水长路漫漫其修远兮"));
        assertEquals(List.of(), told("zhang.wei", "kx7-Tr9qPw"));
    }

    @Test
    public void aShortOneIsRefused() {
        assertEquals(List.of("signin.password.short"), told("zhang.wei", "kx7-Tr9qP"));
    }

    @Test
    public void anEndlessOneIsRefused() {
        assertEquals(List.of("signin.password.long"), told("zhang.wei", "kx7-Tr9qPw ".repeat(20)));
    }

    @Test
    public void theAccountIsRefusedAlsoBackwardsAndInside() {
        assertEquals(List.of("signin.password.account"), told("zhang.weiming", "Zhang.Weiming"));
        assertEquals(List.of("signin.password.account"), told("zhang.weiming", "gnimiew.gnahz"));
        assertEquals(List.of("signin.password.account"), told("zhangwm", "my-zhangwm-77x"));
        assertEquals("a short account may be part of it", List.of(), told("li", "delicious plums"));
    }

    @Test
    public void whatEverybodyTriesFirstIsRefused() {
        for (String common : List.of(
                "1234567890",
                "Password123",
                "password2024!",
                "qwertyuiop",
                "1qaz2wsx3edc",
                "woaini1314520",
                "P@ssw0rd123",
                "aaaaaaaaaaaa",
                "Admin@123456",
                "ｐａｓｓｗｏｒｄ１２３")) {
            assertEquals(common, List.of("signin.password.common"), told("zhang.wei", common));
        }
    }
}
