// What was typed and has not reached the server yet: kept on this device, sent one after the other, tried again.
//
// A record belongs to one person and one cell (user, file, unit, row, column); typing again replaces its text. Before a
// text is sent it becomes the record's `attempt`, with a random key: where the answer is lost, the very same request is
// sent again, and the server writes nothing twice. `held` says why a record waits for the person instead of the network:
// typing, conflict, refused, required, locked, barred, or failed: the server broke on it again and again, the others went on.
// Works on plain http: nothing here needs a secure context.
//
// Tells the page by two events on `document`: "cell" {record, state, answer}, and "queue" {records, sending, away} with the
// records of this person on every sheet; `of` picks those of one sheet, `sum` counts them.
"use strict";
(() => {
  const user = Number(document.body.dataset.user);
  if (!user) return;
  const PAUSES = [2, 4, 8, 16, 32, 60];
  const PATIENCE = 20000;
  const KEEPALIVE = 60000;
  const AWAY = [429, 502, 503, 504, 507]; // says that the server cannot just now, whatever it was sent
  const TRIES = 3;
  const bus = "BroadcastChannel" in window ? new BroadcastChannel("kinerja-isian") : null;

  // --- the store: IndexedDB, or this page's memory where the browser offers none
  const shelf = new Map();
  const opened = new Promise((resolve) => {
    try {
      const asked = indexedDB.open("kinerja", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("cells", { keyPath: "id" }).createIndex("user", "user");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });

  const all = async () => {
    const db = await opened;
    if (!db) return [...shelf.values()];
    return new Promise((resolve, reject) => {
      const asked = db.transaction("cells").objectStore("cells").index("user").getAll(user);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  };

  // Read and write in one transaction; `job` gives the new record, null to remove it, undefined to leave it.
  const change = async (id, job) => {
    const db = await opened;
    if (!db) {
      const made = job(shelf.get(id));
      if (made) shelf.set(id, made);
      else if (made === null) shelf.delete(id);
      return made;
    }
    return new Promise((resolve, reject) => {
      const work = db.transaction("cells", "readwrite");
      const cells = work.objectStore("cells");
      let made;
      cells.get(id).onsuccess = (event) => {
        made = job(event.target.result);
        if (made) cells.put(made);
        else if (made === null && event.target.result) cells.delete(id);
      };
      work.oncomplete = () => resolve(made);
      work.onerror = work.onabort = () => reject(work.error);
    });
  };

  const idOf = (cell) => [user, cell.submission, cell.unit, cell.row, cell.column].join("/");
  const randomKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const token = () => (document.cookie.match(/csrftoken=([^;]+)/) || [])[1] || "";

  // --- telling
  let sending = false;
  let away = "";
  const tell = async () => {
    const detail = { records: await all(), sending, away };
    document.dispatchEvent(new CustomEvent("queue", { detail }));
    return detail;
  };
  // A check page that sends the whole file names no unit.
  const of = ({ dataset: { submission, unit } }) => (record) => record.submission === Number(submission) && (!unit || record.unit === Number(unit));
  const sum = (records) => ({
    pending: records.filter((record) => !record.held).length,
    held: records.filter((record) => record.held && record.held !== "typing").length,
    failed: records.filter((record) => record.held === "failed").length,
  });
  const say = (record, state, answer = {}, everywhere = true) => {
    document.dispatchEvent(new CustomEvent("cell", { detail: { record, state, answer } }));
    if (bus && everywhere) bus.postMessage({ record, state, answer });
  };
  if (bus) {
    bus.onmessage = ({ data }) => {
      if (data.record.user !== user) return;
      say(data.record, data.state, data.answer, false);
      if (data.state === "saved" && away) [failures, away] = [0, ""];
      run();
    };
  }

  // --- sending
  let failures = 0;
  let timer = 0;

  const later = async (why, record) => {
    away = why;
    const waits = (await all()).some((one) => one.id === record.id); // unless another tab got it through
    if (waits) say(record, why === "offline" ? "unsent" : "failed", {}, false);
    // Somebody who looks at the page shall not wait ten seconds once the server is back.
    const longest = document.visibilityState === "visible" ? 8 : 60;
    const pause = Math.min(PAUSES[Math.min(failures, PAUSES.length - 1)], longest);
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(run, pause * 1000);
    return false;
  };

  // What the server broke on may break it for ever: it steps aside, so that the others are not kept waiting.
  const broke = async (record, attempt) => {
    const kept = await change(record.id, (now) => {
      if (!now) return undefined;
      const tries = (now.tries || 0) + 1;
      if (tries < TRIES) return { ...now, tries };
      if (now.text !== attempt.text) return { ...now, attempt: null, tries: 0 }; // the newer text may fare better
      return { ...now, tries, held: "failed" };
    });
    if (!kept || kept.held !== "failed") return later("trouble", record);
    failures = 0;
    say(kept, "failed");
    return true;
  };

  const hold = async (record, attempt, held, answer) => {
    const kept = await change(record.id, (now) => {
      if (!now) return undefined;
      // A newer text has not been asked about yet; who else wrote there and who may write holds for it too.
      if (held === "refused" && now.text !== attempt.text) return { ...now, attempt: null };
      return { ...now, attempt: null, held, answer };
    });
    if (kept && kept.held === held) say(kept, held, answer);
    return true;
  };

  const saved = async (record, attempt, answer) => {
    const left = await change(record.id, (now) => {
      if (!now || (now.text === attempt.text && now.confirmed === attempt.confirmed)) return null;
      return { ...now, attempt: null, tries: 0, base: answer.text, version: answer.version };
    });
    [failures, away] = [0, ""];
    say({ ...record, text: attempt.text, more: Boolean(left) }, "saved", answer);
    return true;
  };

  const signedOut = async (record, attempt, answer) => {
    await change(record.id, (now) => now && { ...now, attempt: null });
    away = "signed_out";
    document.dispatchEvent(new CustomEvent("signed-out", { detail: answer.code === "csrf" ? {} : answer }));
    return false;
  };

  const settle = (status, record, attempt, answer) => {
    if (status === 200) return saved(record, attempt, answer);
    // Where the browser has forgotten its cookies there is no token to send, however often it is tried.
    if (status === 401 || (answer.code === "csrf" && !token())) return signedOut(record, attempt, answer);
    if (AWAY.includes(status) || answer.code === "csrf") return later("trouble", record);
    if (status >= 500 || answer.code === "already_moved") return broke(record, attempt);
    if (status === 409 && ["conflict", "locked"].includes(answer.code)) return hold(record, attempt, answer.code, answer);
    return hold(record, attempt, status === 403 || status === 404 ? "barred" : "refused", answer);
  };

  const fresh = ({ text, base, version, confirmed = false }) => ({ text, base, version, confirmed, key: randomKey() });
  const send = async (record) => {
    // Another tab may have begun with it: then it is one and the same request.
    const taken = await change(record.id, (now) => now && { ...now, attempt: now.attempt || fresh(now) });
    if (!taken) return true;
    const attempt = taken.attempt;
    say(record, "saving", {}, false);
    const body = JSON.stringify({ ...attempt, column: record.column, user });
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token() };
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const options = { method: "PATCH", headers, body, keepalive: body.length < KEEPALIVE, signal: stop.signal };
      const answer = await fetch(record.url, options);
      return await settle(answer.status, record, attempt, await answer.json().catch(() => ({})));
    } catch {
      return later("offline", record);
    } finally {
      clearTimeout(clock);
    }
  };

  const next = async () => (await all()).filter((record) => !record.held).sort((a, b) => a.at - b.at)[0];

  const work = async () => {
    sending = true;
    clearTimeout(timer);
    await tell();
    try {
      while (again) {
        again = false;
        for (let record = await next(); record; record = await next()) {
          if (!(await send(record))) return;
          await tell();
        }
      }
      away = "";
    } finally {
      sending = false;
      await tell();
    }
  };

  // Send all that can be sent; whoever waits for it waits for the sending that is under way and for what he has added.
  let again = false;
  let running = null;
  function run() {
    again = true;
    running ||= work().finally(() => { running = null; });
    return running;
  }

  // --- what pages call
  // `held` "typing" keeps a text that is still being typed on this device without sending it.
  const put = async (cell, held = "") => {
    const id = idOf(cell);
    await change(id, (old) => {
      const same = old && old.text === cell.text;
      return {
        ...cell, id, user, held, at: old ? old.at : Date.now(), tries: same ? old.tries : 0,
        attempt: old && (same || old.held !== "failed") ? old.attempt : null,
        base: old ? old.base : cell.base, version: old ? old.version : cell.version,
      };
    });
    if (held === "typing") return;
    await tell();
    if (!held) run();
  };

  // A text typed back to what the server holds needs no sending, unless something else may be on its way.
  const drop = async (cell) => {
    const left = await change(idOf(cell), (old) => (old && old.attempt && old.held !== "failed" ? { ...old, text: cell.base, held: "" } : null));
    await tell();
    if (left) run();
  };

  // After a conflict: `text` is what the person chose, `answer` what stands there now.
  const choose = async (record, text, answer) => {
    await change(record.id, (old) => {
      if (text === answer.text) return null;
      return { ...record, ...old, text, held: "", attempt: null, base: answer.text, version: answer.version };
    });
    await tell();
    run();
  };

  const wipe = async (meant = () => true) => {
    for (const record of (await all()).filter(meant)) await change(record.id, () => null);
    return tell();
  };

  // Try once more what was set aside; whoever leaves for good also sends what he was still typing.
  const retry = async (kinds = ["failed"]) => {
    const isMeant = (record) => record && kinds.includes(record.held);
    for (const { id } of (await all()).filter(isMeant)) await change(id, (now) => (isMeant(now) ? { ...now, held: "" } : undefined));
    return run();
  };

  window.addEventListener("online", () => retry());
  window.addEventListener("focus", () => { if (away) run(); });
  window.addEventListener("pageshow", () => retry());
  document.addEventListener("visibilitychange", run);

  window.kinerja = window.kinerja || {};
  window.kinerja.queue = { put, drop, choose, wipe, run, retry, all, of, sum, tell, count: async () => (await all()).length };
})();
