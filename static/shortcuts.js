// Keys for people who would rather not reach for the mouse. They can be switched off on the help page (WCAG 2.1.4).
"use strict";
(() => {
  const OFF = "kinerja-pintasan-mati";
  const places = { b: "insights:home", t: "insights:inbox", i: "submissions:list", r: "insights:recap", a: "insights:archive" };
  const list = document.getElementById("daftar-pintasan");
  let waiting = false;

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const go = (name) => document.querySelector(`[data-nav="${name}"]`)?.click();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const primary = document.querySelector("main .btn-primary:not(:disabled)");
      if (primary && !primary.closest("[data-no-shortcut]")) primary.click();
      return;
    }
    if (localStorage.getItem(OFF) || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (waiting) {
      waiting = false;
      if (places[event.key]) go(places[event.key]);
    } else if (event.key === "g") {
      waiting = true;
      setTimeout(() => { waiting = false; }, 1500);
    } else if (event.key === "?") {
      if (!list.open) { list.showModal(); list.querySelector("[data-close]").focus(); }
    } else if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  list.querySelector("[data-close]").addEventListener("click", () => list.close());

  const box = document.getElementById("pintasan-aktif");
  if (!box) return;
  box.disabled = false;
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "ya");
  });
})();
