// Around the cells of the sheet: keys, the count, the line about saving, search and filters in place, and the way on.
"use strict";
(() => {
  const { queue, sheet: grid } = window.kinerja;
  const sheet = document.getElementById("sheet");
  if (!sheet || !grid) return;
  const rows = [...sheet.querySelectorAll("[data-row]")];
  const figuresOf = (row) => [...row.querySelectorAll("td.value [data-cell]")]; // a value, or the two it is computed from
  const valueOf = (row) => figuresOf(row)[0];

  // --- the count: a figure, or the statement that there is none
  const count = sheet.querySelector("[data-filled]");
  const stands = (field) => field.value.trim() !== "" && field.getAttribute("aria-invalid") !== "true";
  const statesNone = ({ tick, field }) => Boolean(tick && tick.checked && field.value.trim());
  const cellsOf = new Map(rows.map((row) => [row, grid.cells.filter((cell) => cell.row === row)]));
  const isFilled = (row) => figuresOf(row).every(stands) || cellsOf.get(row).some(statesNone);
  // What the server counted: what it holds, not what the page gives back because it could not be saved.
  const counted = (row) => {
    const figures = cellsOf.get(row).filter(({ field }) => field.closest("td.value"));
    return figures.every(({ base }) => base.trim() !== "") || cellsOf.get(row).some(({ tick, base }) => tick && base.trim() !== "");
  };
  const atFirst = new Map(rows.map((row) => [row, counted(row)]));
  const isWarned = (row) => Boolean(row.querySelector(".said-warning"));
  const KINDS = { "": () => true, belum: (row) => !isFilled(row), peringatan: isWarned, dikembalikan: (row) => "returned" in row.dataset };
  const chips = [...sheet.querySelectorAll("[data-chip]")];
  const whole = !sheet.querySelector("[data-part]");

  const recount = () => {
    const more = rows.reduce((sum, row) => sum + isFilled(row) - atFirst.get(row), 0);
    count.textContent = String(Number(count.dataset.filled) + more);
    if (!whole) return;
    for (const chip of chips) {
      const number = rows.filter(KINDS[chip.dataset.chip]).length;
      chip.querySelector("[data-number]").textContent = String(number);
      chip.parentElement.hidden = !number && chip.dataset.chip !== "" && !chip.hasAttribute("aria-current");
    }
  };
  for (const kind of ["input", "filled", "change"]) sheet.addEventListener(kind, recount);
  document.addEventListener("cell", () => recount());

  // --- search and filters hide rows, never what was typed in them
  const search = sheet.querySelector("[data-search]");
  const note = sheet.querySelector("[data-hidden-note]");
  let chosen = "";
  const sift = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let hidden = 0;
    for (const row of rows) {
      const name = row.dataset.name.toLowerCase();
      row.hidden = !(KINDS[chosen](row) && words.every((word) => name.includes(word)));
      hidden += row.hidden;
    }
    for (const heading of sheet.querySelectorAll("tbody.heading")) {
      let next = heading.nextElementSibling;
      let any = false;
      for (; next && !next.matches(".heading"); next = next.nextElementSibling) any = any || !next.hidden;
      heading.hidden = !any;
    }
    note.hidden = !hidden;
    note.querySelector("[data-number]").textContent = String(hidden);
  };
  sheet.querySelector("[data-find]").hidden = false;
  search.addEventListener("input", sift);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { search.value = ""; sift(); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    go(rows.filter((row) => !row.hidden).map(valueOf)[0]);
  });
  const choose = (kind) => {
    chosen = kind;
    for (const chip of chips) {
      if (chip.dataset.chip === kind) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    recount();
    sift();
  };
  sheet.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-chip], [data-all]");
    if (!chip || !whole) return; // a page that holds only some of the rows asks the server for the others
    event.preventDefault();
    if ("all" in chip.dataset) search.value = "";
    choose(chip.dataset.chip || "");
  });

  // --- keys: Enter and the arrows go along the column, Ctrl+Enter into the details and back
  const shown = (field) => field.getClientRects().length > 0;
  const alike = (field) => (field.closest("td.value") ? "td.value [data-cell]" : `[data-cell="${field.dataset.cell}"]`);
  const column = (field) => [...sheet.querySelectorAll(alike(field))].filter(shown);
  const go = (field) => {
    if (!field) return;
    field.focus();
    if (field.select) field.select();
  };
  const inDetails = (field) => {
    const row = field.closest("[data-row]");
    const details = row.querySelector("details");
    if (details.contains(field)) return go(valueOf(row));
    details.open = true;
    return go(details.querySelector("[data-cell]"));
  };
  sheet.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches("[data-cell]") || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      inDetails(field);
      return;
    }
    if (field.tagName === "TEXTAREA") return;
    const list = field.tagName === "SELECT";
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: list ? 0 : 1, ArrowUp: list ? 0 : -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const fields = column(field);
    const next = fields[fields.indexOf(field) + step];
    if (next) go(next);
    else if (event.key === "Enter") go(sheet.querySelector("[data-save]"));
  });

  // --- saving: by itself; [Simpan] and Ctrl+S send at once what is still waiting
  const line = sheet.querySelector("[data-save-line]");
  const said = sheet.querySelector("[data-save-said]");
  const retry = sheet.querySelector("[data-retry]");
  const ours = queue.of(sheet);
  const still = { pending: 0, held: 0, failed: 0, sending: false, away: "" };
  let clock = "";
  let timer = 0;
  const sentence = () => {
    const waiting = still.pending + still.held;
    if (still.away && waiting) return `${waiting} perubahan belum terkirim, tersimpan di perangkat ini`;
    if (still.pending || still.sending) return "Menyimpan…";
    if (still.failed) return `${still.failed} isian gagal disimpan. Tekan Coba lagi`;
    if (still.held) return `${still.held} isian belum disimpan. Periksa baris yang ditandai`;
    return clock ? `Semua perubahan tersimpan ${clock}` : line.dataset.first;
  };
  // Seen at once; read aloud once in two seconds at most, for a whole column is one piece of news.
  const write = (text) => {
    line.textContent = text;
    timer ||= setTimeout(() => {
      timer = 0;
      said.textContent = line.textContent;
    }, 2000);
  };
  document.addEventListener("queue", ({ detail }) => {
    Object.assign(still, detail, queue.sum(detail.records.filter(ours)));
    line.classList.toggle("is-waiting", Boolean(still.held || (still.away && still.pending)));
    retry.hidden = !(still.failed || (still.away && still.pending));
    write(sentence());
    recount();
  });
  document.addEventListener("cell", ({ detail }) => {
    if (detail.state === "saved") clock = detail.answer.clock || clock;
  });

  const commitAll = () => Promise.all(grid.cells.filter(grid.differs).map((cell) => grid.commit(cell)));
  const owing = () => (grid.cells.find(({ state }) => state === "required") || {}).field;
  const problem = () => sheet.querySelector('[aria-invalid="true"], [data-notice^="conflict"] button') || owing();
  const attend = (place) => {
    if (place.closest("details")) place.closest("details").open = true;
    place.focus();
  };
  let leaving = false;
  // Answers to objections go with the form, not by themselves: they are said once, when the person is ready.
  const replies = () => [...sheet.querySelectorAll('textarea[name^="reply-"]')].some((box) => box.value.trim());
  const save = async (button) => {
    await commitAll();
    await queue.retry();
    if (problem()) attend(problem());
    else if (replies()) onward(button, () => sendWith(button));
  };
  retry.addEventListener("click", () => queue.retry());

  // Going on waits for the queue: what is sent for verification, or copied around, is what was typed.
  const onward = async (button, go) => {
    await commitAll();
    await queue.retry();
    const { pending, held, failed } = queue.sum((await queue.tell()).records.filter(ours));
    if (!pending && !held) return go();
    if (!failed) write(held ? `Perbaiki ${held} isian yang ditandai sebelum melanjutkan` : `Tunggu ${pending} perubahan terkirim`);
    return attend(problem() || button);
  };
  const sendWith = (button) => {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
    sheet.append(pressed);
    leaving = true;
    sheet.submit();
  };
  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button && button.name === "go") onward(button, () => (replies() ? sendWith(button) : location.assign(sheet.dataset.check)));
    else if (button && ["copy", "reply"].includes(button.name)) onward(button, () => sendWith(button));
    else save(button || sheet.querySelector("[data-save]"));
  });
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    save(sheet.querySelector("[data-save]"));
  });

  // A question before leaving only where the network or the person is still owed something.
  window.addEventListener("beforeunload", (event) => {
    if (still.held || (still.pending && still.away) || (replies() && !leaving)) event.preventDefault();
  });

  // On a phone the units stand in one line that scrolls: the own one is in sight.
  const units = document.querySelector(".units");
  if (units) units.scrollLeft = units.querySelector("[aria-current]").offsetLeft;
  sheet.classList.add("self-saving");
  recount();
  queue.tell();
})();
