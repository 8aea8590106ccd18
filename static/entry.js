// Comfort on the sheet of a unit: moving by keys, a live count, a word before leaving. Saving is the form's own work.
"use strict";
(() => {
  const form = document.getElementById("sheet");
  if (!form) return;
  const cells = [...form.querySelectorAll("[data-cell]")];
  const count = form.querySelector("[data-filled]");
  const unsaved = form.querySelector("[data-unsaved]");
  const asWritten = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked === field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].every((o) => o.selected === o.defaultSelected || (!o.value && field.selectedIndex === 0));
    return field.value === field.defaultValue;
  };
  const changed = () => "kept" in form.dataset || [...form.querySelectorAll("input, select, textarea")].some((field) => !asWritten(field));
  const filledAtFirst = cells.map((cell) => cell.value.trim() !== "");

  const show = () => {
    const more = cells.reduce((sum, cell, i) => sum + (cell.value.trim() !== "") - filledAtFirst[i], 0);
    count.textContent = String(Number(count.dataset.filled) + more);
    unsaved.hidden = !changed();
  };
  form.addEventListener("input", show);
  window.addEventListener("pageshow", show);

  // Enter and the arrows go down and up the column of figures; the text there is selected, ready to be typed over.
  form.addEventListener("keydown", (event) => {
    const here = cells.indexOf(event.target);
    if (here < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const list = event.target.tagName === "SELECT";
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: list ? 0 : 1, ArrowUp: list ? 0 : -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = cells[here + step] || (event.key === "Enter" ? form.querySelector("[data-save]") : null);
    if (next) next.focus();
    if (next && next.select) next.select();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.querySelector("[data-save]").click();
  });

  window.addEventListener("beforeunload", (event) => {
    if (!form.dataset.sending && changed()) event.preventDefault();
  });
})();
