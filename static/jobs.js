// Follows the progress of a long job; when it is over, the page is asked for anew and shows the result.
"use strict";
(() => {
  const place = document.querySelector("[data-attend]");
  if (!place) return;
  const bar = place.querySelector("progress");
  const percent = place.querySelector("[data-percent]");
  const sentence = place.querySelector("[data-sentence]");
  let pause = 1000;

  const show = (told) => {
    const text = `${told.percent} %`;
    bar.value = told.percent;
    percent.textContent = text;
    const words = told.sentence || told.label;
    if (sentence.textContent !== words) sentence.textContent = words;
  };

  const look = async () => {
    try {
      const answer = await fetch(place.dataset.attend, { headers: { Accept: "application/json" } });
      if (!answer.ok) { location.reload(); return; }
      const told = await answer.json();
      if (!told.going) { location.reload(); return; }
      show(told);
    } catch {
      sentence.textContent = "Sambungan terputus. Pekerjaan tetap berjalan di server; kemajuan dicoba lagi.";
    }
    pause = Math.min(pause * 1.2, 5000);
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
})();
