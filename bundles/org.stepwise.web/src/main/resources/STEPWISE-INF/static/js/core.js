/* What the other scripts stand on: delegation, enhancement of inserted markup, texts, requests, toasts. */
export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const meta = name => $(`meta[name="${name}"]`)?.content || "";

const clicks = new Map();
const enhancers = [];
const done = new WeakMap();

/** Runs handler(element, event) when an element whose data-sw names the action is clicked. */
export function on(action, handler) {
  clicks.set(action, handler);
}

/** Runs enhancer(element) once for each element whose data-sw holds the name, now and when markup is inserted. */
export function enhance(name, enhancer) {
  enhancers.push([name, enhancer]);
}

/** Enhances what was inserted below root. htmx swaps are scanned by themselves. */
export function scan(root) {
  for (const [name, enhancer] of enhancers) {
    const selector = `[data-sw~="${name}"]`;
    const found = root.matches?.(selector) ? [root, ...$$(selector, root)] : $$(selector, root);
    for (const element of found) {
      const names = done.get(element) || new Set();
      if (names.has(name)) continue;
      done.set(element, names.add(name));
      enhancer(element);
    }
  }
}

document.addEventListener("click", event => {
  const element = event.target.closest("[data-sw]");
  if (!element || element.getAttribute("aria-disabled") === "true") return;
  for (const action of element.dataset.sw.split(/\s+/)) clicks.get(action)?.(element, event);
});

/** A sentence for the script, from the data attributes of #sw-texts, with {named} arguments. */
export function text(key, args = {}) {
  const sentence = $("#sw-texts")?.dataset[key] || "";
  return sentence.replace(/\{(\w+)\}/g, (all, name) => args[name] ?? all);
}

/** An element with attributes; strings among the children become text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Parses a fragment that our own server rendered. */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Puts a server-rendered fragment into an element and enhances it. */
export function fill(element, html) {
  element.replaceChildren(parse(html));
  window.htmx?.process(element);
  scan(element);
}

const headers = () => ({ "HX-Request": "true", "X-CSRF-Token": meta("csrf") });

function checked(response) {
  if (response.status === 401) {
    document.dispatchEvent(new CustomEvent("sw:expired"));
    location.assign(response.headers.get("HX-Redirect") || "/sign-in");
  }
  if (!response.ok) throw Object.assign(new Error(`status ${response.status}`), { status: response.status });
  return response;
}

/** GETs a server-rendered fragment as text; rejects on every status that is not 2xx. */
export async function fragment(url, signal) {
  const response = await fetch(url, { headers: headers(), signal, credentials: "same-origin" });
  return checked(response).text();
}

/** POSTs form fields with the CSRF token. */
export async function send(url, fields) {
  const body = new URLSearchParams(fields);
  return checked(await fetch(url, { method: "POST", headers: headers(), body, credentials: "same-origin" }));
}

/** Says that a request made by a script failed: lost network, or the status. */
export function failed(error) {
  if (error.name === "AbortError" || error.status === 401) return;
  toast({ kind: "bad", text: error.status ? text("failed", { status: error.status }) : text("offline") });
}

/** Waits until the calls stop for some milliseconds. */
export function calm(wait, run) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), wait);
  };
}

/** Shows one line: {text, kind: ok|warn|bad, undo: address to POST to}. */
export function toast({ text: sentence, kind = "ok", undo = "" }) {
  let box = $(".toasts");
  if (!box) document.body.append(box = make("div", { class: "toasts", role: "status", "aria-live": "polite" }));
  const item = make("div", { class: `toast ${kind}` }, icon(kind === "ok" ? "circle-check" : "alert-circle"), make("span", {}, sentence));
  if (undo) {
    const button = make("button", { class: "link", type: "button" }, text("undo"));
    button.addEventListener("click", () => send(undo, {}).then(() => location.reload(), failed));
    item.append(button);
  }
  const host = $("dialog[open]") || document.body; /* a modal dialog would cover it */
  if (box.parentNode !== host) host.append(box);
  box.append(item);
  expire(item);
}

/** Lets a toast go after 8 seconds, an error after 12; not while it is pointed at or holds the focus. */
export function expire(item) {
  const close = make("button", { class: "x", type: "button", "aria-label": text("close") }, "×");
  close.addEventListener("click", () => item.remove());
  item.append(close);
  const leave = () => (item.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : item.remove());
  setTimeout(leave, item.classList.contains("bad") ? 12000 : 8000);
}
