// Keys for people who would rather not reach for the mouse. They can be switched off on the profile page (WCAG 2.1.4).
"use strict";
(() => {
  const OFF = document.body.dataset.shortcuts === "off";
  const places = { b: "insights:home", t: "insights:inbox", i: "submissions:list", r: "insights:recap", a: "archive:list" };
  const list = document.getElementById("daftar-pintasan");
  let waiting = false;

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const go = (name) => document.querySelector(`[data-nav="${name}"]`)?.click();

  // The rows of the page's lists that can be seen. Where one stands is where the focus is, so Enter opens it by itself.
  const rows = () => [...document.querySelectorAll("main [data-row], main .table-wrap tbody tr")]
    .filter((row) => link(row) && row.getClientRects().length);
  const link = (row) => row.querySelector("[data-open]") || row.querySelector("a[href]");
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1)];
    link(next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const choose = () => {
    const row = document.activeElement.closest("[data-row], tbody tr");
    (row?.querySelector("input[type=checkbox]:not(:disabled)") || row?.querySelector("[data-choose]"))?.click();
  };
  const search = () => {
    const field = document.querySelector("main input[type=search]");
    if (!field) return go("insights:search");
    field.focus();
    field.select();
  };

  // What the page at hand has no use for is not in its list.
  const uses = {
    list: () => rows().length > 0,
    choose: () => document.querySelector("main [data-choose], main [data-row] input[type=checkbox], main tbody input[type=checkbox]"),
    primary: () => document.querySelector("main .btn-primary"),
    sheet: () => document.querySelector("#sheet"),
  };
  const show = () => {
    if (list.open) return;
    for (const term of list.querySelectorAll("[data-only]")) {
      term.hidden = term.nextElementSibling.hidden = !uses[term.dataset.only]();
    }
    list.showModal();
    list.querySelector("[data-close]").focus();
  };

  const single = { j: () => step(1), k: () => step(-1), x: choose, "?": show };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const primary = document.querySelector("main .btn-primary:not(:disabled)");
      if (primary && !primary.closest("[data-no-shortcut]")) primary.click();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      search();
      return;
    }
    if (event.key === "Escape" && event.target.matches("main input[type=search]")) event.target.blur();
    if (OFF || list.open || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (waiting) {
      waiting = false;
      if (places[event.key]) go(places[event.key]);
    } else if (event.key === "g") {
      waiting = true;
      setTimeout(() => { waiting = false; }, 1500);
    } else if (event.key === "/") {
      event.preventDefault();
      search();
    } else if (Object.hasOwn(single, event.key)) {
      single[event.key]();
    }
  });

  list.querySelector("[data-close]").addEventListener("click", () => list.close());
})();
