/* Keyboard: Ctrl K and single keys. An element offers itself by data-key="n" or data-key="g c"; it is clicked. */
import { $, $$ } from "./core.js";
import { openPalette } from "./palette.js";
import { moveRow } from "./list.js";

const WAIT = 900;
let first = "";
let timer = 0;

function typing({ target }) {
  if (!(target instanceof Element)) return false;
  const input = target.closest("input, textarea, select, [contenteditable=true]");
  return Boolean(input) && !/^(checkbox|radio|button|submit)$/.test(input.type);
}

const busy = event => event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || typing(event);
const singleKeys = () => document.documentElement.dataset.keys !== "off" && !$("dialog[open]");

function click(key) {
  const offer = `[data-key="${CSS.escape(key)}"]`;
  const offered = [...$$(`main ${offer}`), ...$$(offer)]; /* what the page has comes before the frame around it */
  const element = offered.find(each => each.getAttribute("aria-disabled") !== "true" && !each.disabled);
  element?.click();
  if (element?.matches("summary")) $("a, button", element.parentNode)?.focus();
  return Boolean(element);
}

function single(event) {
  clearTimeout(timer);
  timer = setTimeout(() => { first = ""; }, WAIT);
  if (first === "g") {
    first = "";
    return click(`g ${event.key}`);
  }
  if (event.key === "g" && $('[data-key^="g "]')) {
    first = "g";
    return true;
  }
  if (event.key === "/") return openPalette();
  return moveRow(event.key) || (event.key.length === 1 && click(event.key));
}

document.addEventListener("keydown", event => {
  if (event.defaultPrevented) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  } else if (!busy(event) && singleKeys() && single(event)) {
    event.preventDefault();
  }
});
