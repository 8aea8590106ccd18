// Comfort for every page; each page also works without it.
"use strict";

// Open menus close on Escape (focus goes back) and on a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// The list of what is to be mended is read first.
document.querySelector("[data-focus]")?.focus();

// Passwords can be looked at.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const input = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = shown ? "Sembunyikan" : "Tampilkan";
    button.setAttribute("aria-pressed", String(shown));
  });
}

// A second press on the same button sends nothing; the server would refuse it anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (event.submitter?.hasAttribute("data-download")) return; // a file comes, and the page stays
  if (form.dataset.sending) event.preventDefault();
  form.dataset.sending = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
});

// Copies the field that the button names; where the browser does not let us, the text stands selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Tersalin";
    } catch {
      button.textContent = "Alamat tersorot: salin sekarang";
      field.focus();
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The demo fills the login form with the person chosen.
for (const button of document.querySelectorAll("[data-login]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    document.getElementById("id_login").value = button.dataset.login;
    document.getElementById("id_password").value = button.dataset.password;
    document.querySelector("form.gate-form .btn-primary").focus();
  });
}
