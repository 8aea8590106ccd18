// The signing queue: one request for each chosen document, so that each is told as soon as it is done. The passphrase
// stays in the memory of this page until the last one; without this script one request carries up to twenty.
"use strict";
(() => {
  const form = document.getElementById("antrean");
  const box = document.getElementById("hasil");
  if (!form || !box) return;
  const progress = box.querySelector(".bulk-progress");
  const list = box.querySelector(".bulk-outcomes");

  const told = ({ title, url, done, sentence }) => {
    const item = document.createElement("li");
    item.className = done ? "is-done" : "is-refused";
    const name = document.createElement(url ? "a" : "span");
    if (url) name.href = url;
    name.textContent = title;
    const line = document.createElement("span");
    line.className = "unit d-block";
    line.textContent = done ? sentence : `Belum selesai: ${sentence}`;
    const text = document.createElement("div");
    text.append(name, line);
    item.append(text);
    list.append(item);
  };

  const ask = async (shared, chosen) => {
    const data = new FormData();
    for (const [name, value] of shared) if (name !== "dokumen") data.append(name, value);
    data.append("dokumen", chosen.value);
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    const said = await answer.json().catch(() => ({}));
    return answer.ok && said.outcomes ? said.outcomes[0] : { halted: said.sentence || "" };
  };

  form.addEventListener("submit", async (event) => {
    const chosen = [...form.querySelectorAll("[name=dokumen]:checked")];
    // A second factor counts once: then all are sent in one request.
    if (chosen.length < 2 || form.querySelector("[name=code]") || !form.querySelector("[name=read]:checked")) return;
    event.preventDefault();
    const shared = [...new FormData(form)];
    form.hidden = true;
    box.hidden = false;
    list.replaceChildren();
    let done = 0;
    let refused = 0;
    for (const tick of chosen) {
      progress.textContent = `Memproses dokumen ${done + refused + 1} dari ${chosen.length} …`;
      const outcome = await ask(shared, tick).catch(() => ({ halted: "" }));
      if ("halted" in outcome) {
        form.hidden = Boolean(done + refused);
        told({ title: "Antrean terhenti", url: "", done: false, sentence: outcome.halted || "sambungan terputus. Yang sudah selesai tidak berubah; ulangi untuk sisanya." });
        break;
      }
      if (outcome.done) done += 1; else refused += 1;
      told(outcome);
      // A service that refuses the official himself would count every further try against his certificate.
      if (outcome.stops) break;
    }
    form.querySelector("[name=password]").value = "";
    progress.textContent = `${done} dokumen selesai, ${chosen.length - done} belum.`;
    box.querySelector("h2").tabIndex = -1;
    box.querySelector("h2").focus();
  });
})();
