package org.stepwise.kernel.api.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a page answers: a template of the module with one model, a redirect, or a download.
 *
 * @param template file under {@code STEPWISE-INF/templates/} without ending, "" for a redirect or download
 * @param model what the template reads, usually a Java record
 * @param title text key of the page's title, with arguments
 * @param redirect path to go to after a POST, "" for none
 * @param toast text key of a message shown on the next page, "" for none
 */
public record View(
        String template,
        Object model,
        String title,
        Map<String, Object> args,
        String redirect,
        String toast,
        Optional<Download> download) {
    /** A full page (or its block when htmx asks). */
    public static View page(String template, String title, Object model) {
        return new View(template, model, title, Map.of(), "", "", Optional.empty());
    }

    /** A panel, widget or block: a template without shell. */
    public static View block(String template, Object model) {
        return new View(template, model, "", Map.of(), "", "", Optional.empty());
    }

    public static View redirect(String path, String toast, Map<String, Object> args) {
        return new View("", Map.of(), "", args, path, toast, Optional.empty());
    }

    public static View file(String name, String type, Body body) {
        return new View("", Map.of(), "", Map.of(), "", "", Optional.of(new Download(name, type, body)));
    }

    public View args(Map<String, Object> named) {
        return new View(template, model, title, named, redirect, toast, download);
    }

    /** A streamed answer. */
    public record Download(String name, String type, Body body) {}

    /** Writes the content. */
    @FunctionalInterface
    @ConsumerType
    public interface Body {
        void write(OutputStream out) throws IOException;
    }
}
