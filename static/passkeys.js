// Passkeys (WebAuthn): a button asks the browser, and what it answers goes into a hidden field of the form.
// data-passkey: "create" or "get"; data-options: what to ask, or data-ask: where to fetch it (data-bound: for what).
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const opened = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const REFUSED = "Kunci sandi tidak dipakai: dibatalkan atau lewat waktu. Ulangi, atau pakai cara lain.";
  const ADDRESS = "Peramban menolak alamat ini. Kunci sandi memerlukan HTTPS dan nama domain (atau localhost).";
  const KNOWN = "Perangkat ini sudah menyimpan kunci sandi untuk akun Anda.";

  const create = async (asked) => {
    const key = { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: opened(asked.excludeCredentials) };
    const made = await navigator.credentials.create({ publicKey: key });
    const response = { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] };
    return wrapped(made, response);
  };
  const get = async (asked) => {
    const key = { ...asked, challenge: bytes(asked.challenge), allowCredentials: opened(asked.allowCredentials) };
    const made = await navigator.credentials.get({ publicKey: key });
    const { clientDataJSON, authenticatorData, signature, userHandle } = made.response;
    const response = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null };
    return wrapped(made, response);
  };
  const wrapped = (made, response) =>
    JSON.stringify({ type: made.type, id: made.id, rawId: text(made.rawId), response, clientExtensionResults: made.getClientExtensionResults(), authenticatorAttachment: made.authenticatorAttachment });

  const ask = async (button) => {
    if (button.dataset.options) return JSON.parse(button.dataset.options);
    const headers = { Accept: "application/json" };
    if (!button.dataset.bound) return (await (await fetch(button.dataset.ask, { headers })).json()).request_options;
    headers["X-CSRFToken"] = document.cookie.match(/csrftoken=([^;]+)/)[1];
    const answer = await fetch(button.dataset.ask, { method: "POST", headers, body: new URLSearchParams({ bound: button.dataset.bound }) });
    return answer.json();
  };

  const use = async (button, field, note) => {
    try {
      const asked = (await ask(button)).publicKey;
      field.value = await (button.dataset.passkey === "create" ? create(asked) : get(asked));
      note.textContent = "Kunci sandi diterima.";
      if (button.hasAttribute("data-send")) field.form.requestSubmit();
    } catch (refused) {
      note.textContent = refused.name === "SecurityError" ? ADDRESS : refused.name === "InvalidStateError" ? KNOWN : REFUSED;
    }
  };

  for (const button of document.querySelectorAll("[data-passkey]")) {
    const note = document.getElementById(button.getAttribute("aria-describedby"));
    if (!window.isSecureContext || !window.PublicKeyCredential) {
      if (note) note.textContent = ADDRESS;
      continue;
    }
    button.hidden = false;
    if (note) note.textContent = "";
    button.addEventListener("click", () => use(button, document.getElementById(button.dataset.field), note));
  }
})();
