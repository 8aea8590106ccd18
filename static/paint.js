// What a row shows: the state of its cells, and all that the server said of it. entry.js decides what; this writes it.
"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  const sprite = document.querySelector("svg.icon use").getAttribute("href").split("#")[0];
  const SVG = "http://www.w3.org/2000/svg";

  const icon = (name) => {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `${sprite}#${name}`);
    drawing.append(use);
    return drawing;
  };
  const make = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...inside);
    return element;
  };
  const button = (text, about, press) => {
    const element = make("button", "btn btn-secondary btn-sm", text, make("span", "visually-hidden", ` ${about}`));
    element.type = "button";
    element.addEventListener("click", press);
    return element;
  };
  const out = (row, name) => row.querySelector(`[data-out="${name}"]`);
  const told = (kind, sign, text, ...acts) => make("div", `said ${kind}`, icon(sign), make("p", "", text), ...acts);

  // The word at the end of the row; "is-…" tints it.
  const state = (row, { key, text, icon: sign }) => {
    row.className = row.className.replace(/\bis-\S+/, `is-${key}`);
    out(row, "state").replaceChildren(icon(sign), text);
  };

  // The small mark in the cell itself: a sign for the eye, a word for the ear.
  const mark = (field, shown) => {
    const old = field.parentElement.querySelector(`.cell-mark[data-of="${field.id}"]`);
    if (old) old.remove();
    if (!shown) return;
    const sign = make("span", `cell-mark is-${shown.key}`, icon(shown.icon), make("span", field.type === "textarea" || field.dataset.tick ? "" : "visually-hidden", shown.text));
    sign.dataset.of = field.id;
    field.after(sign);
  };

  // What was computed of a figure is taken away while another stands in its place, and put back.
  const MADE = ["achievement", "band", "echo"];
  const withheld = new WeakMap();
  const withhold = (line) => {
    if (withheld.has(line)) return;
    withheld.set(line, MADE.map((name) => [...out(line, name).childNodes]));
    for (const name of MADE) out(line, name).replaceChildren(name === "echo" ? "" : "–");
  };
  const restore = (line) => {
    const kept = withheld.get(line) || [];
    kept.forEach((nodes, i) => out(line, MADE[i]).replaceChildren(...nodes));
    withheld.delete(line);
  };

  // The picture of the periods as the server draws it: read as a drawing, never as the page's own markup.
  const history = (line, drawn) => {
    if (!out(line, "history")) return;
    const drawing = drawn && new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
    const fine = drawing && drawing.nodeName === "svg";
    out(line, "history").replaceChildren(...(fine ? [document.importNode(drawing, true)] : []));
  };

  // All that an answer says of the row.
  const row = (line, answer) => {
    withheld.delete(line);
    history(line, answer.sparkline);
    const achieved = answer.text === "" && !answer.achievement ? "–" : answer.achievement;
    const why = make("span", "why", "Tidak dapat dihitung");
    out(line, "achievement").replaceChildren(achieved || (answer.achievement_note ? why : "–"));
    const band = answer.band ? make("span", `tone tone-${answer.band.tone}`, answer.band.label) : "–";
    out(line, "band").replaceChildren(band);
    out(line, "when").textContent = answer.when;
    const nothing = answer.filled && !answer.echo;
    const echo = out(line, "echo");
    echo.className = nothing ? "nodata" : "echo";
    echo.textContent = nothing ? "Tidak ada data" : answer.echo;
    out(line, "explanations").textContent = String(answer.explanations);
    const note = answer.achievement_note ? [told("", "info", `Capaian tidak dapat dihitung. ${answer.achievement_note}`)] : [];
    out(line, "warnings").replaceChildren(...note, ...answer.warnings.map((text) => told("said-warning", "warning", text)));
    for (const [name, text] of Object.entries(answer.money || {})) if (out(line, name)) out(line, name).textContent = text;
    if (answer.answered && out(line, "answered")) out(line, "answered").textContent = "Sudah diperbaiki";
    line.dataset.version = String(answer.version);
  };

  // One notice of each kind for a cell, under the row; `parts` null takes it away.
  const notice = (field, kind, parts) => {
    const line = field.closest("[data-row]");
    const name = `${kind}-${field.id}`;
    const old = line.querySelector(`[data-notice="${name}"]`);
    if (old) old.remove();
    if (!parts) return null;
    parts.dataset.notice = name;
    out(line, "said").after(parts);
    return parts;
  };

  const problem = (field, sentence) => {
    for (const old of field.closest("[data-row]").querySelectorAll('[data-out="problem"]')) old.remove();
    if (sentence) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const hidden = make("span", "visually-hidden", "Kesalahan: ");
    const text = sentence && make("p", "invalid-feedback", hidden, sentence);
    notice(field, "problem", text || null);
    if (text) text.id = `problem-${field.id}`;
    const about = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && !id.startsWith("problem-"));
    if (text) about.push(text.id);
    field.setAttribute("aria-describedby", about.join(" "));
  };

  // "Terbaca: 1.250 … Maksud Anda 1,25? [Ganti] [Sudah benar]"
  const doubt = (field, asked, { swap, confirm }) => {
    const line = field.closest("[data-row]");
    for (const old of line.querySelectorAll('[data-out="doubt"]')) old.remove();
    if (!asked) return notice(field, "doubt", null);
    const name = line.dataset.name;
    const acts = [button("Ganti", `${name} menjadi ${asked.alternative}`, swap), button("Sudah benar", `: ${name} ${field.value}`, confirm)];
    return notice(field, "doubt", told("said-warning said-ask", "help", asked.sentence, ...acts));
  };

  // Somebody else wrote here meanwhile: both values, and a choice between them.
  const conflict = (field, answer, { mine, theirs }) => {
    if (!answer) return notice(field, "conflict", null);
    const name = field.closest("[data-row]").dataset.name;
    const acts = [button("Pakai nilai saya", `untuk ${name}`, mine), button(`Pakai nilai ${answer.by}`, `untuk ${name}`, theirs)];
    const asked = told("said-clash said-ask", "people", answer.sentence, ...acts);
    asked.setAttribute("role", "group");
    asked.setAttribute("aria-label", `Dua nilai untuk ${name}`);
    return notice(field, "conflict", asked);
  };

  window.kinerja.paint = { icon, make, button, out, state, mark, withhold, restore, row, problem, doubt, conflict };
})();
