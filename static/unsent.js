// Says on every page what has not reached the server: the bar without a connection, the session that ended, the way out.
"use strict";
(() => {
  const queue = window.kinerja && window.kinerja.queue;
  if (!queue) return;
  const bar = document.querySelector("#luring > p");
  const session = document.getElementById("sesi-berakhir");
  const leaving = document.getElementById("belum-terkirim");
  const number = leaving.querySelector("[data-number]");
  const said = leaving.querySelector("[data-said]");
  let waiting = 0;

  for (const dialog of [session, leaving]) {
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  document.addEventListener("queue", ({ detail }) => {
    waiting = detail.pending + detail.held;
    bar.hidden = detail.away !== "offline" && navigator.onLine;
    number.textContent = String(waiting);
    if (!detail.away && !detail.sending && session.open) session.close();
  });
  document.addEventListener("signed-out", ({ detail }) => {
    session.querySelector("[data-said]").textContent = detail.sentence || "Masuk kembali; isian Anda tidak hilang.";
    if (!session.open) session.showModal();
  });
  for (const kind of ["online", "offline"]) window.addEventListener(kind, () => queue.tell());

  // Nobody walks away from a shared computer with figures that only lie there.
  let free = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (free || !form.matches("[data-logout]") || !waiting) return;
    event.preventDefault();
    leaving.showModal();
    leaving.querySelector("[data-leave]").onclick = async () => {
      await queue.wipe();
      go(form);
    };
    leaving.querySelector("[data-send]").onclick = async () => {
      said.textContent = "Mengirim…";
      await queue.run();
      if (!(await queue.count())) go(form);
      else said.textContent = "Belum semua terkirim. Periksa sambungan atau isian yang ditandai, lalu coba lagi.";
    };
  }, true);
  const go = (form) => {
    free = true;
    form.requestSubmit();
  };

  // A declaration covers what was typed, not what happens to have arrived: it waits, and is then read once more.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.waits || !waiting) return;
    event.preventDefault();
    const ofFile = async () => (await queue.all()).filter((record) => record.submission === Number(form.dataset.waits)).length;
    const before = await ofFile();
    await queue.run();
    const left = await ofFile();
    if (before && !left) location.reload();
    else if (!left) form.requestSubmit(event.submitter);
    else alarm(form, `Tunggu ${left} perubahan terkirim, atau periksa kembali baris yang ditandai pada lembar isian.`);
  }, true);
  const alarm = (form, text) => {
    const old = form.querySelector("[data-alarm]");
    const box = old || form.querySelector(".actions-bar").insertAdjacentElement("beforebegin", document.createElement("p"));
    box.className = "notice notice-warning";
    box.dataset.alarm = "";
    box.setAttribute("role", "alert");
    box.textContent = text;
  };

  queue.tell();
})();
