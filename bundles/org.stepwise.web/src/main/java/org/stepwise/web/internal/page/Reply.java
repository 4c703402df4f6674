package org.stepwise.web.internal.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.web.View;
import org.stepwise.web.internal.http.Answer;

/**
 * What one of web's own pages answers: a view with what the shell needs besides.
 *
 * @param component whose template it is
 * @param crumbs pages above this one
 * @param current path of the navigation entry to mark
 * @param ready an answer that needs no rendering
 */
public record Reply(
        View view, int status, Object component, List<Crumb> crumbs, String current, Optional<Answer> ready) {
    public Reply(View view, int status, Object component, List<Crumb> crumbs, String current) {
        this(view, status, component, crumbs, current, Optional.empty());
    }

    /** A page above. */
    public record Crumb(String label, String path) {}

    public static Reply of(View view, Object component) {
        return new Reply(view, 200, component, List.of(), "");
    }

    public static Reply page(String template, String title, Object model) {
        return of(View.page(template, title, model), Reply.class);
    }

    public static Reply block(String template, Object model) {
        return of(View.block(template, model), Reply.class);
    }

    public static Reply redirect(String path, String toast, Map<String, Object> args) {
        return of(View.redirect(path, toast, args), Reply.class);
    }

    public static Reply redirect(String path) {
        return redirect(path, "", Map.of());
    }

    public static Reply file(String name, String type, View.Body body) {
        return of(View.file(name, type, body), Reply.class);
    }

    /** Goes out as it is. */
    public static Reply ready(Answer answer) {
        return new Reply(View.block("", Map.of()), 200, Reply.class, List.of(), "", Optional.of(answer));
    }

    public Reply status(int code) {
        return new Reply(view, code, component, crumbs, current);
    }

    public Reply args(Map<String, Object> named) {
        return new Reply(view.args(named), status, component, crumbs, current);
    }

    public Reply under(Crumb... above) {
        return new Reply(view, status, component, List.of(above), current);
    }

    public Reply current(String path) {
        return new Reply(view, status, component, crumbs, path);
    }
}
