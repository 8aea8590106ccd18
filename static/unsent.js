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
  const form = document.querySelector("form[data-submission]"); // of a sheet, or of the declaration on it
  const elsewhere = form && form.querySelector("[data-elsewhere]");

  for (const dialog of [session, leaving]) {
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  document.addEventListener("queue", ({ detail }) => {
    bar.hidden = detail.away !== "offline" && navigator.onLine;
    number.textContent = String(detail.records.length);
    if (elsewhere) mention(detail.records.filter((record) => !queue.of(form)(record)));
    if (detail.away || detail.sending) return;
    clearTimeout(due);
    if (session.open) session.close();
  });
  const mention = (others) => {
    elsewhere.hidden = !others.length;
    elsewhere.textContent = `${others.length} isian pada lembar lain belum terkirim`;
    if (others.length) elsewhere.href = others[0].url.replace(/nilai\/\d+\/$/, "");
  };
  document.addEventListener("signed-out", ({ detail }) => {
    session.querySelector("[data-said]").textContent = detail.sentence || "Masuk kembali; isian Anda tidak hilang.";
    interrupt();
  });
  // A dialog in the middle of a word would swallow the rest of it: it waits for a pause.
  const PAUSE = 1000;
  let [typed, due] = [0, 0];
  document.addEventListener("keydown", () => { typed = Date.now(); }, true);
  const interrupt = () => {
    clearTimeout(due);
    const rest = typed + PAUSE - Date.now();
    if (rest > 0) due = setTimeout(interrupt, rest);
    else if (!session.open) session.showModal();
  };
  for (const kind of ["online", "offline"]) window.addEventListener(kind, () => queue.tell());

  // A form that was held up goes its way once.
  let through = null;
  const go = (held, button = null) => {
    through = held;
    held.requestSubmit(button);
  };
  document.addEventListener("submit", (event) => {
    const [asked, button] = [event.target, event.submitter];
    const ask = asked.matches("[data-logout]") ? leave : asked.matches("[data-waits]") && declare;
    if (!ask) return;
    if (through !== asked) {
      event.preventDefault();
      ask(asked, button).catch(() => go(asked, button)); // a store that cannot be read keeps nobody
    }
    through = null;
  }, true);

  // Nobody walks away from a shared computer with texts that only lie there, be they half typed.
  const leave = async (asked) => {
    if (!(await queue.tell()).records.length) return go(asked);
    leaving.querySelector("[data-leave]").onclick = async () => {
      await queue.wipe();
      go(asked);
    };
    leaving.querySelector("[data-send]").onclick = async () => {
      said.textContent = "Mengirim…";
      await queue.retry(["failed", "typing"]);
      if (!(await queue.count())) go(asked);
      else said.textContent = "Belum semua terkirim. Periksa sambungan atau isian yang ditandai, lalu coba lagi.";
    };
    return leaving.showModal();
  };

  // A declaration covers what was typed, not what happens to have arrived: it waits, and is then read once more.
  const declare = async (asked, button) => {
    const ofThis = async () => (await queue.all()).filter(queue.of(asked)).length;
    const before = await ofThis();
    if (!before) return go(asked, button);
    await queue.retry();
    const left = await ofThis();
    if (!left) return location.reload();
    return alarm(asked, `Tunggu ${left} perubahan terkirim, atau periksa kembali baris yang ditandai pada lembar isian.`);
  };
  const alarm = (asked, text) => {
    const old = asked.querySelector("[data-alarm]");
    const box = old || asked.querySelector(".actions-bar").insertAdjacentElement("beforebegin", document.createElement("p"));
    box.className = "notice notice-warning";
    box.dataset.alarm = "";
    box.setAttribute("role", "alert");
    box.textContent = text;
  };

  queue.tell();
})();
