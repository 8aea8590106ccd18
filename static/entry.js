// The sheet of a unit: each cell is saved by itself when it is left, and nothing typed is lost.
//
// What a template owes (nothing else is known of the fields here, so a new one needs no script):
//   form#sheet            data-submission, data-unit, data-url (of the cells of row 0), data-check (where [Kirim …] leads)
//   a row                 data-row="<figure>" data-name data-version, class "is-<state>"
//   a field in it         data-cell="<column>": input, select or textarea, with an id; its server text is its default value,
//                         or data-base where the page gives back something that could not be saved
//     a number            data-measure and data-decimals besides; Enter, arrows and pasting go along equal data-cell
//     with a tick         data-tick="<id of a checkbox>": the text counts only while it is ticked, and ticked it is owed
//   places in the row     data-out: achievement, band, state, when, echo, explanations, said > warnings; see paint.js
// The server is sent {column, text, base, version, key, user} and answers with all that the row shows (cell_answer.py).
"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  if (!sheet || !window.kinerja.queue) return;
  const { numbers, queue, paint } = window.kinerja;
  const PAUSE = 1500;
  const STATES = {
    locked: { key: "refused", text: "Terkunci", icon: "lock" },
    barred: { key: "refused", text: "Tidak dapat disimpan", icon: "lock" },
    conflict: { key: "clash", text: "Pilih nilai", icon: "people" },
    refused: { key: "refused", text: "Belum disimpan", icon: "danger" },
    required: { key: "warned", text: "Wajib: tulis alasan", icon: "warning" },
    failed: { key: "unsent", text: "Gagal disimpan", icon: "danger" },
    unsent: { key: "unsent", text: "Belum terkirim", icon: "offline" },
    saving: { key: "saving", text: "Menyimpan…", icon: "waiting" },
  };
  const SAVED = { key: "saved", text: "Tersimpan", icon: "check" };

  const tidy = (text) => text.replace(/\r\n/g, "\n").trim();
  const serverText = (field) => {
    if ("base" in field.dataset) return field.dataset.base;
    if (field.tagName === "SELECT") return [...field.options].find((option) => option.defaultSelected)?.value || "";
    return field.defaultValue;
  };
  const cells = [...sheet.querySelectorAll("[data-row] [data-cell]")].map((field) => {
    const row = field.closest("[data-row]");
    const tick = field.dataset.tick ? document.getElementById(field.dataset.tick) : null;
    return { field, row, tick, column: field.dataset.cell, base: serverText(field), state: "", timer: 0, waits: false, asked: null };
  });
  const byField = new Map(cells.map((cell) => [cell.field, cell]));
  const mates = (cell) => cells.filter((other) => other.row === cell.row);
  const firstState = new Map(cells.map(({ row }) => [row, {
    key: (/\bis-(\S+)/.exec(row.className) || [])[1], text: paint.out(row, "state").textContent.trim(),
    icon: paint.out(row, "state").querySelector("use").getAttribute("href").split("#")[1],
  }]));
  const lasting = new Map(firstState);

  const textOf = ({ field, tick }) => (tick && !tick.checked ? "" : tidy(field.value));
  const read = ({ field }, text) => numbers.parse(text, { unit: field.dataset.measure, decimals: Number(field.dataset.decimals) });
  const isNumber = ({ field }) => "decimals" in field.dataset;
  const record = (cell) => ({
    submission: Number(sheet.dataset.submission), unit: Number(sheet.dataset.unit), row: Number(cell.row.dataset.row),
    column: cell.column, url: sheet.dataset.url.replace(/0\/$/, `${cell.row.dataset.row}/`), name: cell.row.dataset.name, text: textOf(cell), base: cell.base,
    version: Number(cell.row.dataset.version), confirmed: false,
  });

  // A text that says what is saved already is never sent: "98,7" where 98,70 stands.
  const differs = (cell) => {
    const text = textOf(cell);
    if (numbers.unchanged(text, tidy(cell.base))) return false;
    if (!isNumber(cell) || !text || !cell.base) return true;
    const [typed, saved] = [read(cell, text), read(cell, cell.base)];
    return typed.value === null || typed.value !== saved.value;
  };

  // --- what is shown
  const show = (cell, state) => {
    cell.state = state;
    const worst = Object.keys(STATES).find((name) => mates(cell).some((mate) => mate.state === name));
    paint.state(cell.row, worst ? STATES[worst] : lasting.get(cell.row));
    paint.mark(cell.field, state === "saved" ? SAVED : STATES[state]);
    // What was made of the old figure says nothing of a refused one, until that is mended or put back.
    const figures = mates(cell).filter(({ field }) => field.closest("td.value")).map((mate) => mate.state);
    if (figures.includes("refused")) paint.withhold(cell.row);
    else if (!figures.some((name) => ["saving", "unsent", "failed"].includes(name))) paint.restore(cell.row);
  };
  const put = (cell, text) => {
    if (cell.tick) cell.tick.checked = text !== "";
    if (!cell.tick || text) cell.field.value = text;
    cell.field.dispatchEvent(new Event("filled", { bubbles: true }));
  };
  const settled = (cell) => {
    paint.problem(cell.field, "");
    paint.conflict(cell.field, null, {});
  };
  const refuse = (cell, answer) => {
    settled(cell);
    paint.problem(cell.field, answer.sentence || "Isian ini tidak dapat disimpan. Salin teksnya, lalu muat ulang halaman.");
    show(cell, "refused");
    if (cell.field.closest("details")) cell.field.closest("details").open = true;
  };

  const answered = (cell, sent, answer) => {
    settled(cell);
    cell.base = answer.text;
    cell.waits = Boolean(sent.more);
    if (textOf(cell) === tidy(sent.text) && cell.field !== document.activeElement) put(cell, answer.text);
    lasting.set(cell.row, answer.state);
    paint.row(cell.row, answer);
    const value = mates(cell).find((mate) => mate.column === "value");
    if (value) paint.doubt(value.field, answer.doubt, {
      swap: () => { put(value, answer.doubt.alternative); commit(value); value.field.focus(); },
      confirm: () => { queue.put({ ...record(value), confirmed: true }); value.field.focus(); },
    });
    show(cell, "saved");
    // What this cell stood in the way of is tried once more: a figure beside "tidak ada data".
    for (const mate of mates(cell)) if (mate !== cell && mate.state === "refused" && differs(mate)) commit(mate);
  };
  const collided = (cell, kept, answer) => {
    settled(cell);
    show(cell, "conflict");
    paint.conflict(cell.field, answer, {
      mine: () => { settled(cell); queue.choose(kept, textOf(cell), answer); cell.field.focus(); },
      theirs: () => {
        settled(cell);
        cell.base = answer.text;
        put(cell, answer.text);
        queue.choose(kept, answer.text, answer);
        show(cell, "");
        cell.field.focus();
      },
    });
  };

  document.addEventListener("cell", ({ detail: { record: sent, state, answer } }) => {
    if (sent.submission !== Number(sheet.dataset.submission)) return;
    const cell = cells.find((one) => Number(one.row.dataset.row) === sent.row && one.column === sent.column);
    if (!cell) return;
    if (state === "saved") answered(cell, sent, answer);
    else if (state === "conflict") collided(cell, sent, answer);
    else if (["refused", "locked", "barred"].includes(state)) refuse(cell, answer);
    else show(cell, state);
    if (state === "locked" || state === "barred") show(cell, state);
  });

  // Nothing is on its way any more: what was meant to go waits on this device.
  document.addEventListener("queue", ({ detail: { away, sending } }) => {
    if (!away || sending) return;
    const state = away === "trouble" ? "failed" : "unsent";
    for (const cell of cells) if (cell.state === "saving") show(cell, state);
  });

  // --- what is typed
  function commit(cell) {
    clearTimeout(cell.timer);
    if (cell.tick && cell.tick.checked && !tidy(cell.field.value)) return owe(cell);
    if (!differs(cell)) {
      if (cell.waits || cell.state) forget(cell);
      return undefined;
    }
    // Leaving a cell that waits for a choice, or for somebody else, asks nothing new.
    if (["conflict", "locked", "barred"].includes(cell.state) && cell.asked === textOf(cell)) return undefined;
    [cell.waits, cell.asked] = [true, textOf(cell)];
    const reading = isNumber(cell) ? read(cell, textOf(cell)) : null;
    if (reading && !["ok", "doubtful", "empty"].includes(reading.code)) {
      const answer = { sentence: `‘${cell.row.dataset.name}’: ${reading.sentence}` };
      refuse(cell, answer);
      return queue.put({ ...record(cell), answer }, "refused");
    }
    show(cell, "saving");
    return queue.put(record(cell));
  }
  // A tick without its reason says nothing yet: it is kept on this device, and asked about before anybody goes on.
  function owe(cell) {
    settled(cell);
    cell.waits = true;
    show(cell, "required");
    return queue.put(record(cell), "required");
  }
  function forget(cell) {
    if (cell.waits) queue.drop(record(cell));
    cell.waits = false;
    settled(cell);
    if (cell.field !== document.activeElement && textOf(cell)) put(cell, cell.base);
    show(cell, cell.state === "saved" ? "saved" : "");
  }

  sheet.addEventListener("input", ({ target }) => {
    const cell = byField.get(target);
    if (!cell) return;
    if (cell.tick && target.value) cell.tick.checked = true;
    clearTimeout(cell.timer);
    const long = target.tagName === "TEXTAREA" || cell.tick;
    cell.timer = setTimeout(() => {
      if (long) commit(cell);
      else if (differs(cell)) { cell.waits = true; queue.put(record(cell), "typing"); }
    }, PAUSE);
  });
  sheet.addEventListener("change", ({ target }) => {
    const cell = byField.get(target) || cells.find((one) => one.tick === target);
    if (!cell) return;
    if (target === cell.tick && target.checked && !cell.field.value) cell.field.focus();
    if (target !== cell.field || target.tagName === "SELECT") commit(cell);
  });
  sheet.addEventListener("focusout", ({ target }) => {
    if (byField.has(target)) commit(byField.get(target));
  });
  const typed = () => byField.get(document.activeElement);
  for (const [where, what] of [[document, "visibilitychange"], [window, "pagehide"]]) {
    where.addEventListener(what, () => { if (typed() && document.visibilityState === "hidden") commit(typed()); });
  }

  // Buttons the server wrote beside a doubtful value do in place what they would do by sending the form.
  sheet.addEventListener("click", (event) => {
    const pressed = event.target.closest('button[name="use_alternative"], button[name="confirm"]');
    if (!pressed) return;
    event.preventDefault();
    const cell = cells.find((one) => one.row.dataset.row === pressed.value && one.column === "value");
    if (pressed.name === "confirm") { queue.put({ ...record(cell), confirmed: true }); return; }
    put(cell, pressed.dataset.alternative);
    commit(cell);
  });

  // --- what this device kept from before: after Back, a reload, a new login
  const restore = async () => {
    const kept = (await queue.all()).filter((one) => one.submission === Number(sheet.dataset.submission));
    for (const one of kept) {
      const cell = cells.find((here) => Number(here.row.dataset.row) === one.row && here.column === one.column);
      if (!cell) continue;
      [cell.waits, cell.asked] = [true, one.text];
      put(cell, one.text);
      if (cell.tick) cell.field.value = one.text;
      if (one.held === "required") { cell.tick.checked = true; show(cell, "required"); }
      else if (one.held === "conflict") collided(cell, one, one.answer);
      else if (one.held === "failed") show(cell, "failed");
      else if (one.held && one.held !== "typing") refuse(cell, one.answer || {});
      else show(cell, "unsent");
      if (one.held === "typing") queue.put({ ...one, confirmed: false });
    }
    for (const cell of cells) if (!cell.waits && differs(cell)) commit(cell);
    queue.run();
  };
  restore();

  window.kinerja.sheet = { cells, commit, put, differs, read, isNumber };
})();
