// The help page: a field that leaves the topics with all typed words, and addresses that open their topic.
"use strict";
(() => {
  const box = document.querySelector("[data-help-search]");
  const field = box.querySelector("input");
  const said = document.getElementById("bantuan-hasil");
  const none = box.querySelector("[data-help-none]");
  const topics = [...document.querySelectorAll("main details.fold")];
  const texts = new Map(topics.map((topic) => [topic, topic.textContent.toLowerCase()]));

  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const topic of topics) {
      const fits = words.every((word) => texts.get(topic).includes(word));
      topic.hidden = !fits;
      found += fits ? 1 : 0;
    }
    for (const section of document.querySelectorAll("main section[id]")) {
      section.hidden = words.length > 0 && !section.querySelector("details.fold:not([hidden])");
    }
    said.textContent = words.length ? `${found} topik` : "";
    none.hidden = found > 0;
  };
  const open = () => {
    field.value = "";
    show();
    const topic = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!topic || !topic.matches("details")) return;
    topic.open = true;
    topic.scrollIntoView();
  };
  box.hidden = false;
  field.addEventListener("input", show);
  window.addEventListener("hashchange", open);
  open();
})();
