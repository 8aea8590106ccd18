// Says five minutes before the session ends that it will, and offers to go on (WCAG 2.2.1).
"use strict";
(() => {
  const note = document.getElementById("sesi");
  if (!note) return;
  const ACTIVE = "kinerja-terakhir-aktif";
  const limit = Number(note.dataset.seconds) * 1000;
  const ends = Number(note.dataset.ends) * 1000 || Infinity; // twelve hours after the login, whatever is done
  const before = 5 * 60 * 1000;
  const button = note.querySelector("button");
  const text = note.querySelector("span");

  // Every page and every saved cell reaches the server, in whichever tab; the session lives on from there.
  // The beat of an open page does not count, here or there: it says nothing of a person.
  const beat = document.querySelector("[data-attend]")?.dataset.attend;
  const touch = () => localStorage.setItem(ACTIVE, String(Date.now()));
  touch();
  new PerformanceObserver((list) => {
    if (list.getEntries().some((entry) => entry.initiatorType === "fetch" && new URL(entry.name).pathname !== beat)) touch();
  }).observe({ type: "resource" });

  const look = () => {
    const idle = Number(localStorage.getItem(ACTIVE)) + limit - Date.now();
    const left = Math.min(idle, ends - Date.now());
    note.hidden = left > before;
    button.hidden = left < idle; // nothing extends that one
    if (left > 0 && button.hidden) {
      text.textContent = `Sesi Anda berakhir ${Math.ceil(left / 60000)} menit lagi, 12 jam setelah masuk. Isian yang tersimpan tidak hilang.`;
    } else if (left > 0) {
      text.textContent = `Sesi Anda berakhir ${Math.ceil(left / 60000)} menit lagi.`;
    } else {
      text.textContent = "Sesi berakhir. Masuk kembali; isian Anda tidak hilang.";
      button.hidden = true;
      note.querySelector("a").hidden = false;
    }
  };
  setInterval(look, 15000);

  button.addEventListener("click", async () => {
    const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
    const answer = await fetch(note.dataset.extend, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (answer.ok) touch();
    look();
  });
})();
