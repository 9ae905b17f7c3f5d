// Every page works without this. With it: errors get the focus, a form that is on its way is not sent again, and a page
// that waits for a fact asks for itself until it came.
"use strict";
document.getElementById("summary")?.focus();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
let escapes = 0;
document.addEventListener("keydown", (event) => {
  escapes = event.key === "Escape" ? escapes + 1 : 0;
  const exit = document.getElementById("exit");
  if (escapes === 3 && exit) location.replace(exit.href);
});
