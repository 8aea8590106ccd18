// A sheet that is closed: what this device still holds of it can be read and copied, and then thrown away.
"use strict";
(() => {
  const box = document.getElementById("tertinggal");
  const queue = window.kinerja && window.kinerja.queue;
  if (!box || !queue) return;
  const list = box.querySelector("ul");
  const ofThis = queue.of(box);

  const show = async () => {
    const left = (await queue.all()).filter(ofThis);
    box.hidden = !left.length;
    list.replaceChildren(...left.map((record) => {
      const item = document.createElement("li");
      const nothing = record.held === "required" ? "‘Tidak ada data’, alasan belum ditulis" : "dikosongkan";
      item.textContent = `${record.name}: ${record.text || nothing}`;
      return item;
    }));
  };
  box.querySelector("button").addEventListener("click", () => queue.wipe(ofThis));
  document.addEventListener("queue", show);
  queue.tell();
})();
