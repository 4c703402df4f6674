/* htmx: configuration, CSRF header, error answers, conflict dialog, progress line. */
import { $, $$, expire, meta, scan, text, toast } from "./core.js";
import { openDialog } from "./shell.js";

if (window.htmx) {
  Object.assign(window.htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    selfRequestsOnly: true,
    includeIndicatorStyles: false,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "409", swap: true, error: false, target: "#conflict" },
      { code: "422", swap: true, error: false },
      { code: "...", swap: false, error: true },
    ],
  });
}

const listen = (name, handler) => document.addEventListener(name, handler);
const busy = state => $(".prog")?.classList.toggle("on", state);

listen("htmx:configRequest", event => {
  event.detail.headers["X-CSRF-Token"] = meta("csrf");
});
listen("htmx:beforeRequest", () => busy(true));
listen("htmx:afterRequest", () => busy(false));
listen("htmx:load", event => scan(event.detail.elt));
listen("htmx:beforeOnLoad", event => {
  if (event.detail.xhr.status === 401) document.dispatchEvent(new CustomEvent("sw:expired"));
});
listen("htmx:afterSwap", event => {
  const dialog = event.detail.target.id === "conflict" && event.detail.target.closest("dialog");
  if (dialog) openDialog(dialog);
});
listen("htmx:sendError", () => toast({ kind: "bad", text: text("offline") }));
listen("htmx:timeout", () => toast({ kind: "bad", text: text("offline") }));
listen("htmx:responseError", event => {
  const { status } = event.detail.xhr;
  const incident = event.detail.xhr.getResponseHeader("X-Incident");
  const told = (event.detail.xhr.getResponseHeader("HX-Trigger") || "").includes('"toast"');
  if (status === 401 || told) return;
  toast({ kind: "bad", text: incident ? text("incident", { incident }) : text("failed", { status }) });
});

/* the server's HX-Trigger: {"toast":{"text":"…","kind":"ok","undo":"/…"}} arrives as an event */
listen("toast", event => toast(event.detail));
$$(".toasts > .toast").forEach(expire);
