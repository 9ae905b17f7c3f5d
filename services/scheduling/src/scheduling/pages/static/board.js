// The board works without this, by the fields behind “Move”. With it a session can be dragged to another room or time of
// the board, or to the tab of another day: that fills in the same fields and sends the same form.
"use strict";
const board = document.querySelector("table.board[data-day]");
const form = board?.closest("form");
const tabs = [...document.querySelectorAll(".tabs a[data-day]")];
let dragged = null;

const fieldOf = (session, name) => form.elements.namedItem(`at-${session.dataset.code}/${name}`);
const roomAt = (cell) => board.tHead.rows[0].cells[cell.cellIndex].dataset.room;
const placeOf = (target) => target.matches("td")
  ? { day: board.dataset.day, begins: target.parentElement.dataset.begins, room: roomAt(target) }
  : { day: target.dataset.day };
const targetOf = (event) => event.target.closest?.(".board td, .tabs a[data-day]");

function move(session, place) {
  const fields = Object.entries(place).map(([name, value]) => [fieldOf(session, name), value]);
  if (fields.every(([field, value]) => field.value === value)) return;
  for (const [field, value] of fields) field.value = value;
  form.requestSubmit();
}

function mark(target) {
  for (const one of document.querySelectorAll(".target")) one.classList.remove("target");
  target?.classList.add("target");
}

if (form) {
  board.classList.add("drags");
  document.querySelector(".drag")?.classList.add("on");
  // Its heading alone: in what can be dragged, some browsers select no text of a field.
  for (const session of board.querySelectorAll(".session")) session.firstElementChild.draggable = true;
  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".session");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.code);
  });
  document.addEventListener("dragover", (event) => {
    const target = dragged && targetOf(event);
    mark(target);
    if (target) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const target = dragged && targetOf(event);
    if (!target) return;
    event.preventDefault();
    move(dragged, placeOf(target));
  });
  document.addEventListener("dragend", () => { dragged = null; mark(null); });
}
