// Every page works without this. With it: errors get the focus, a form that is on its way is not sent again, and a
// long text says how many signs are left.
"use strict";
document.getElementById("summary")?.focus();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
const SOON_FULL = 100;  // from here on each sign is spoken
for (const area of document.querySelectorAll("textarea[data-most]")) {
  const left = area.parentElement.querySelector("output");
  const count = () => {
    const signs = area.dataset.most - area.value.length;
    left.value = signs;
    left.setAttribute("aria-live", signs > SOON_FULL ? "off" : "polite");
  };
  left.parentElement.hidden = false;
  area.addEventListener("input", count);
  count();
}
let escapes = 0;
document.addEventListener("keydown", (event) => {
  escapes = event.key === "Escape" ? escapes + 1 : 0;
  const exit = document.getElementById("exit");
  if (escapes === 3 && exit) location.replace(exit.href);
});
