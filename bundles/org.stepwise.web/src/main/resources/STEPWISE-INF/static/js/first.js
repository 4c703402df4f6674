/* Loaded in the head, before anything is painted: says that scripts run, and gives pages without a signed-in user the last theme. */
(function (root) {
  "use strict";
  root.classList.add("js");
  if (root.dataset.theme !== "auto" || document.querySelector('meta[name="user"]')) return;
  try {
    if (localStorage.getItem("sw.theme")) root.dataset.theme = localStorage.getItem("sw.theme");
  } catch (denied) { /* storage switched off: the system's theme stays */ }
})(document.documentElement);
