// Judging by keys, each word saved at once. Without this script the same form saves with its buttons.
"use strict";
(() => {
  const form = document.querySelector("form[data-verify]");
  if (!form) return;
  const rows = [...form.querySelectorAll("[data-row]")];
  const all = (selector) => [...form.querySelectorAll(selector)];
  const part = (row, name) => form.elements[`${name}-${row.dataset.row}`];
  const choice = (row) => row.querySelector("[type=radio]:checked")?.value || "";
  const says = (row) => ["verdict", "reason", "note"].map((name) => (name === "verdict" ? choice(row) : part(row, name).value)).join("\n");
  const work = new Map(rows.map((row) => [row, { saved: says(row), sending: false, key: "", tries: 0, timer: 0 }]));
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value;
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const open = (row) => work.get(row).saved !== says(row);

  const post = (address, fields) => fetch(address, {
    method: "POST", body: new URLSearchParams(fields), credentials: "same-origin",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
  });
  const tell = (row, text, problem) => {
    const mark = row.querySelector("[data-kept]");
    mark.textContent = text;
    mark.classList.toggle("is-problem", Boolean(problem));
  };
  const wear = (row, state) => {
    row.className = row.className.replace(/judged-\w+/, `judged-${state}`);
  };

  // What the whole file still needs, as the server counts it.
  const total = (told) => {
    all("[data-judged]").forEach((mark) => { mark.textContent = String(told.judged); });
    all("[data-why]").forEach((mark) => { mark.textContent = told.why; });
    all("[data-when-ready]").forEach((box) => { box.hidden = told.why !== ""; });
    all("[data-rest]").forEach((button) => { button.hidden = told.left === 0; });
    all("[data-return]").forEach((text) => {
      text.textContent = text.dataset.return + (told.objected ? ` (${told.objected} catatan)` : "");
    });
    all("[data-forward]").forEach((button) => {
      button.hidden = told.objected > 0;
      button.classList.toggle("btn-primary", told.objected === 0);
      button.disabled = told.why !== "" || "blocked" in button.dataset;
    });
  };

  const save = async (row) => {
    const state = work.get(row);
    clearTimeout(state.timer);
    if (state.sending || !open(row) || !choice(row)) return;
    if (choice(row) === "object" && !part(row, "reason").value && !part(row, "note").value.trim()) {
      tell(row, "Pilih alasan atau tulis catatan.");
      return;
    }
    const sent = says(row);
    if (state.text !== sent) Object.assign(state, { key: newKey(), text: sent });
    const fields = { key: state.key, [`verdict-${row.dataset.row}`]: choice(row) };
    for (const name of ["version", "reason", "note"]) fields[`${name}-${row.dataset.row}`] = part(row, name).value;
    state.sending = true;
    tell(row, "Menyimpan…");
    let answer = null;
    try { answer = await post(form.dataset.verify, fields); } catch { answer = null; }
    const told = answer && answer.status < 500 ? await answer.json().catch(() => null) : null;
    state.sending = false;
    if (!told) return later(row, state);
    state.tries = 0;
    if ("judged" in told) total(told);
    if (!answer.ok) {
      wear(row, "refused");
      tell(row, told.sentence, true);
      return;
    }
    state.saved = sent;
    wear(row, sent.split("\n")[0]);
    tell(row, `Tersimpan ${told.saved_at}`);
    if (open(row)) save(row);
  };
  const later = (row, state) => {
    tell(row, "Belum terkirim. Dicoba lagi otomatis.", true);
    state.timer = setTimeout(() => save(row), 1000 * Math.min(60, 2 ** Math.min(6, ++state.tries)));
  };
  window.addEventListener("online", () => rows.filter(open).forEach(save));

  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) save(row);
  });
  form.addEventListener("input", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.target.tagName !== "TEXTAREA") return;
    const state = work.get(row);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(row), 1500);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!form.dataset.sending && rows.some((row) => choice(row) && open(row))) event.preventDefault();
  });

  // Keys: j k next and previous row, s agree, p object, b evidence, n the next that is not judged.
  let here = -1;
  const go = (index) => {
    if (index < 0 || index >= rows.length) return;
    here = index;
    rows[here].focus({ preventScroll: true });
    rows[here].scrollIntoView({ block: "center" });
  };
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) here = rows.indexOf(row);
  });
  const unjudged = () => {
    const order = [...rows.slice(here + 1), ...rows.slice(0, here + 1)];
    const next = order.find((row) => !choice(row));
    if (next) go(rows.indexOf(next));
  };
  const choose = (value) => {
    const row = rows[here];
    const radio = row?.querySelector(`[type=radio][value=${value}]`);
    if (!radio) return;
    const folded = radio.closest("details");
    if (folded) folded.open = true;
    radio.checked = true;
    if (value === "object") part(row, "reason").focus();
    save(row);
  };
  const evidence = () => {
    const link = rows[here]?.querySelector("[data-evidence] a, [data-evidence] summary");
    const folded = link?.closest("details.unfold");
    if (folded) folded.open = true;
    link?.focus();
  };
  const keys = { j: () => go(here + 1), k: () => go(here - 1), s: () => choose("agree"), p: () => choose("object"), b: evidence, n: unjudged };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("kinerja-pintasan-mati")) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  all("[data-next]").forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); unjudged(); }));

  // The courtesy: say every minute that this page is open, and hear who else has it open.
  const notice = document.querySelector("[data-other]");
  if (form.dataset.attend && notice) {
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const told = await (await post(form.dataset.attend, {})).json();
        notice.hidden = !told.other;
        notice.querySelector("[data-other-name]").textContent = told.other || "";
      } catch { /* a courtesy may be missed */ }
    }, 60000);
  }
})();
