package org.stepwise.web.internal.people;

import java.util.Arrays;

/** Browsers by what they say of themselves, in two words: program and system. */
final class Agents {
    private static final String[][] BROWSERS = {
        {"wxwork/", "WeCom"},
        {"Lark/", "Feishu"},
        {"MicroMessenger/", "WeChat"},
        {"Edg/", "Edge"},
        {"OPR/", "Opera"},
        {"Firefox/", "Firefox"},
        {"Chrome/", "Chrome"},
        {"Safari/", "Safari"}
    };
    private static final String[][] SYSTEMS = {
        {"Windows", "Windows"},
        {"iPhone", "iPhone"},
        {"iPad", "iPad"},
        {"Android", "Android"},
        {"Mac OS X", "macOS"},
        {"Linux", "Linux"}
    };

    private Agents() {}

    static String name(String agent) {
        String browser = first(BROWSERS, agent);
        String system = first(SYSTEMS, agent);
        if (browser.isEmpty()) return agent;
        return system.isEmpty() ? browser : browser + " · " + system;
    }

    private static String first(String[][] known, String agent) {
        return Arrays.stream(known)
                .filter(pair -> agent.contains(pair[0]))
                .map(pair -> pair[1])
                .findFirst()
                .orElse("");
    }
}
