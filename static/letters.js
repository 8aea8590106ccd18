// Saves the draft of a paper while it is typed. Without this script the button "Simpan draf" does the same.
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  const said = document.getElementById("tersimpan");
  if (!form || !said) return;
  let due = 0;
  let under = null; // the request that is on its way
  let again = false;

  const clock = () => new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
  const send = async () => {
    const body = new FormData(form);
    body.set("go", "simpan");
    said.textContent = "Menyimpan…";
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type").includes("json")) throw new Error(String(answer.status));
    form.elements.version.value = (await answer.json()).version;
    said.textContent = `Tersimpan pukul ${clock()}`;
  };
  const save = () => {
    if (under) {
      again = true;
      return;
    }
    under = send()
      .catch(() => { said.textContent = "Belum tersimpan. Tekan ‘Simpan draf’ untuk mencoba lagi."; })
      .finally(() => {
        under = null;
        if (again) {
          again = false;
          save();
        }
      });
  };

  form.addEventListener("input", () => {
    clearTimeout(due);
    due = setTimeout(save, 1500);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(due);
    if (!under) return;
    event.preventDefault(); // the page must carry the version that is being saved
    again = false;
    const button = event.submitter;
    under.finally(() => form.requestSubmit(button));
  });
})();
