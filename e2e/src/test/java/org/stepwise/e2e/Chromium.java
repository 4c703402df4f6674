package org.stepwise.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import org.junit.rules.ExternalResource;

/** Debian's Chromium, driven by Playwright; each visit is a browser context of its own. Used as a class rule. */
public final class Chromium extends ExternalResource {
    private static final String BINARY = System.getProperty("stepwise.chromium", "/usr/bin/chromium");
    private Playwright playwright;
    private Browser browser;

    @Override
    protected void before() {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(BINARY))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    @Override
    protected void after() {
        if (playwright != null) playwright.close();
    }

    /** A fresh visitor at a desk, reading the given language ({@code zh-CN}, {@code en}). */
    public Page desk(String language) {
        return visit(language, 1440, 900);
    }

    /** A fresh visitor with a phone. */
    public Page phone(String language) {
        return visit(language, 390, 844);
    }

    private Page visit(String language, int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width, height)
                // the certificate that a home makes for itself is signed by nobody
                .setIgnoreHTTPSErrors(true));
        return context.newPage();
    }
}
