// Keeps each answer as soon as it is left: the changed field alone is sent, so that two evaluators do not overwrite each other.
(() => {
  const form = document.querySelector("form[data-autosave]");
  const state = form?.querySelector("[data-autosave-state]");
  if (!form || !state) return;
  form.addEventListener("change", async (event) => {
    const field = event.target;
    if (!field.name) return;
    const body = new FormData();
    body.append(field.name, field.value);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    state.textContent = "Menyimpan …";
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "autosave" } });
      state.textContent = answer.status === 204 ? "Semua perubahan tersimpan" : "Belum tersimpan. Tekan Simpan.";
    } catch {
      state.textContent = "Belum tersimpan karena tidak ada sambungan. Tekan Simpan setelah tersambung.";
    }
  });
})();
