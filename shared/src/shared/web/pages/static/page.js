// Every page works without this. With it: errors get the focus, a form that is on its way is not sent again at once, one
// that is sent without a connection stays with all that was typed,
// the Back button leads behind what a form was answered, a long text says how many signs are left, what is typed of a
// form that has a draft is saved meanwhile, a page that waits looks for news by itself, and a quick exit waits for
// nothing.
"use strict";
const AGAIN_AFTER = 10_000, FIRST_PAUSE = 2_000, LONGEST_PAUSE = 60_000, MOST_LOOKS = 30, ESCAPES = 3;
document.getElementById("summary")?.focus();

// What a form was answered no browser keeps: whoever comes back to it sees an error of the browser. So whoever leaves it
// leaves the page from which it was sent; until then it can be loaded again with all that was typed.
const sent_from = document.getElementById("main").dataset.from;
const leave_answer = () => { if (sent_from) history.replaceState(null, "", sent_from); };
document.addEventListener("click", (event) => { if (event.target.closest("a[href^='/']")) leave_answer(); });
// A browser that finds no line puts a page of its own where the form stood, and what was typed is gone. It may find none
// where the service is on this machine: so that is asked.
const no_line = document.getElementById("no-line"), reached = new WeakSet();
function send_if_reached(form, button) {
  const found = () => { reached.add(form); form.requestSubmit(button); };
  const lost = () => { button?.before(no_line); no_line.hidden = false; };
  fetch(document.querySelector("link[rel=icon]").href, { cache: "no-store" }).then(found, lost);
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (!navigator.onLine && !reached.delete(form)) {
    event.preventDefault();
    send_if_reached(form, event.submitter);
    return;
  }
  no_line.hidden = true;
  leave_answer();
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, AGAIN_AFTER);
});
addEventListener("pageshow", (event) => {
  for (const form of document.forms) delete form.dataset.sent;
  if (event.persisted) location.reload();
});

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

const KEPT_AFTER = 8_000, GIVEN_UP_AFTER = 10_000, LATER = 60_000, SECOND = 1_000, KEPT = 204;
const SAID = { 0: "unsaved", 204: "saved", 401: "unknown", 412: "changed", 423: "later", 429: "later", 503: "later" };
for (const form of document.querySelectorAll("form[data-draft]")) {
  const seen = form.elements._draft ?? form.elements._seen, says = form.querySelector("[data-saved]");
  let waiting = 0, asking = null, unanswered = null;
  const wait = (pause) => { if (!waiting) waiting = setTimeout(keep, pause); };
  const keep = () => {
    clearTimeout(waiting);
    waiting = 0;
    if (asking) wait(KEPT_AFTER);
    else asking = ask().finally(() => { asking = null; });
  };
  async function ask() {
    const before = unanswered, body = before ?? new FormData(form);  // the same again: it may be kept, then that is said
    const line = new AbortController(), end = setTimeout(() => { line.abort(); }, GIVEN_UP_AFTER);
    const sent = { method: "POST", body, keepalive: document.hidden, signal: line.signal };
    const answer = await fetch(form.dataset.draft, sent).catch(() => null);
    clearTimeout(end);
    const status = answer?.status ?? 0, told = SAID[status] ?? "refused";
    unanswered = answer && status !== 503 ? null : body;  // a door says 503 too, of what may have been done behind it
    if (status === KEPT) seen.value = answer.headers.get("etag");
    if (status === KEPT && before) return ask();
    if (told === "unsaved") wait(KEPT_AFTER);
    if (told === "later") wait(answer.headers.get("retry-after") * SECOND || LATER);
    says.textContent = says.dataset[told];
  }
  form.addEventListener("input", () => { wait(KEPT_AFTER); });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    waiting = 0;
    if (!asking) return;
    event.preventDefault();
    event.stopPropagation();
    asking.finally(() => { form.requestSubmit(event.submitter); });
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && waiting) keep(); });
}

const told = (page) => [...page.querySelectorAll("main [role=status]")];
async function look(times, pause) {
  if (times === 0) return;
  await new Promise((go) => { setTimeout(go, pause); });
  if (!document.hidden) {
    const answer = await fetch(document.getElementById("waits").href).catch(() => null);
    if (answer?.redirected && answer.ok) return location.replace(answer.url);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const news = page ? told(page) : [];
    told(document).forEach((old, place) => {
      if (!news[place] || news[place].innerHTML === old.innerHTML) return;
      old.className = news[place].className;
      old.replaceChildren(...news[place].childNodes);
    });
    if (page && !page.getElementById("waits")) return document.getElementById("waits").parentElement.remove();
  }
  await look(times - 1, Math.min(pause * 1.5, LONGEST_PAUSE));
}
if (document.getElementById("waits")) look(MOST_LOOKS, FIRST_PAUSE);

const exit = document.getElementById("exit");
function leave() {
  document.documentElement.hidden = true;
  document.title = "";
  fetch(exit.href, { method: "POST", keepalive: true }).catch(() => {});
  location.replace(exit.dataset.elsewhere);
}
if (exit) {
  document.getElementById("exit-key").hidden = false;
  exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  let escapes = 0;
  document.addEventListener("keydown", (event) => {
    escapes = event.key === "Escape" ? escapes + 1 : 0;
    if (escapes === ESCAPES) leave();
  });
}
