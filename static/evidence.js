// Evidence beside a row: choose or drop files, watch them go, try again after a break; look at one in a pane.
"use strict";
(() => {
  const WIDE = window.matchMedia("(min-width: 1280px)");
  const LARGEST = 10 * 1024 * 1024; // the server asks again
  const ENDINGS = ".pdf,.xlsx,.jpg,.jpeg,.png";
  // Logging in again in another tab renews the token; the cookie always has the one that counts.
  const token = () => document.cookie.match(/csrftoken=([^;]+)/)?.[1] || "";
  const make = (tag, given = {}, ...inside) => {
    const node = Object.assign(document.createElement(tag), given);
    node.append(...inside);
    return node;
  };

  // One request for each file, so that each has its own bar and its own answer.
  const send = (url, body, { progress, done, broken, ended }) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token());
    request.responseType = "json";
    request.timeout = 300000;
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress?.(event.loaded / event.total));
    request.addEventListener("load", () => {
      const answer = request.response || {};
      if (answer.html || answer.refused) done(answer);
      else broken(answer.sentence || "Layanan sedang terganggu. Berkas Anda masih terpilih.", request.status < 500 && request.status !== 401);
    });
    for (const name of ["error", "timeout", "abort"]) {
      request.addEventListener(name, () => broken("Sambungan terputus. Berkas Anda masih terpilih.", false));
    }
    request.addEventListener("loadend", () => ended?.());
    request.send(body);
  };

  // The list is replaced by the server's; what still runs stays below it.
  const renew = (figure, html, said) => {
    const old = document.getElementById(`bukti-${figure}`);
    if (!old) return;
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".evidence");
    for (const run of old.querySelectorAll(".evidence-run")) fresh.append(run);
    if (said) fresh.append(make("p", { className: "evidence-said", textContent: said }));
    fresh.querySelector(".evidence-said")?.setAttribute("role", "status");
    old.replaceWith(fresh);
    for (const count of document.querySelectorAll(`[data-evidence-count="${figure}"]`)) {
      count.textContent = String(fresh.querySelectorAll(".evidence-file:not(.evidence-gone)").length);
    }
  };

  // Files go one after the other, in the order they were chosen.
  let last = Promise.resolve();
  const upload = (place, file) => {
    const { evidence: url, figure } = place.dataset;
    const bar = make("progress", { max: 1, value: 0, ariaLabel: `Mengunggah ${file.name}` });
    const name = make("span", { textContent: file.name });
    const run = make("div", { className: "evidence-run" }, name, bar);
    document.getElementById(`bukti-${figure}`).append(run);
    const fail = (sentence, final) => {
      bar.remove();
      if (final) name.remove();
      const leave = make("button", { type: "button", className: "btn btn-secondary btn-sm", textContent: "Tutup" });
      leave.addEventListener("click", () => run.remove());
      const why = make("span", { className: "why-not", textContent: sentence });
      why.setAttribute("role", "alert");
      run.append(why, leave);
      if (final) return;
      const again = make("button", { type: "button", className: "btn btn-secondary btn-sm", textContent: "Coba lagi" });
      again.addEventListener("click", () => { run.remove(); upload(place, file); });
      run.insertBefore(again, leave);
    };
    if (file.size > LARGEST) {
      fail(`‘${file.name}’ tidak dilampirkan. Berkas ini lebih besar dari 10 MB. Perkecil atau bagi menjadi beberapa berkas.`, true);
      return;
    }
    const body = new FormData();
    body.append("berkas", file, file.name);
    last = last.then(() => new Promise((ended) => send(url, body, {
      ended,
      progress: (share) => { bar.value = share; },
      done: (answer) => {
        if (answer.refused.length) fail(answer.refused.join(" "), true);
        else run.remove();
        renew(figure, answer.html, answer.said);
      },
      broken: fail,
    })));
  };

  const choose = (place) => {
    const input = make("input", { type: "file", multiple: true, accept: ENDINGS, hidden: true });
    input.addEventListener("change", () => { for (const file of input.files) upload(place, file); input.remove(); });
    input.addEventListener("cancel", () => input.remove());
    document.body.append(input);
    input.click();
  };

  const change = (link, place) => {
    link.setAttribute("aria-disabled", "true");
    send(link.dataset.post, new FormData(), {
      done: (answer) => {
        renew(place.dataset.figure, answer.html, answer.said);
        document.querySelector(`#bukti-${place.dataset.figure} [data-choose]`)?.focus({ preventScroll: true });
      },
      broken: (sentence) => {
        link.removeAttribute("aria-disabled");
        const why = make("p", { className: "evidence-run why-not", textContent: sentence });
        why.setAttribute("role", "alert");
        place.append(why);
      },
    });
  };

  let pane = null;
  let opener = null;
  const close = () => {
    pane?.remove();
    pane = null;
    document.body.classList.remove("evidence-open");
    opener?.focus();
  };
  const look = (link) => {
    pane?.remove();
    opener = link;
    const shut = make("button", { type: "button", className: "btn btn-secondary btn-sm", textContent: "Tutup pratinjau" });
    shut.addEventListener("click", close);
    const name = link.dataset.name;
    const body = link.dataset.shows === "frame" ? make("iframe", { src: `${link.dataset.look}#navpanes=0`, title: name }) : make("img", { src: link.dataset.look, alt: name });
    pane = make("aside", { className: "evidence-beside" }, make("header", {}, make("h2", { textContent: name }), shut), make("div", { className: "body" }, body));
    pane.setAttribute("aria-label", `Pratinjau ${name}`);
    document.body.append(pane);
    document.body.classList.add("evidence-open");
    link.scrollIntoView({ block: "center" });
    shut.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".evidence a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = link.closest(".evidence");
    if ("choose" in link.dataset) choose(place);
    else if (link.dataset.post) change(link, place);
    else if (link.dataset.look && WIDE.matches) look(link);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && pane) close(); });

  const zone = (event) => event.target.closest?.(".evidence [data-drop]");
  document.addEventListener("dragover", (event) => {
    const over = zone(event);
    if (!over) return;
    event.preventDefault();
    over.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => zone(event)?.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    const over = zone(event);
    if (!over) return;
    event.preventDefault();
    over.classList.remove("over");
    for (const file of event.dataTransfer.files) upload(over.closest(".evidence"), file);
  });
})();
