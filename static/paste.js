// A column copied from a spreadsheet is pasted downwards, after a look at how each value would be read. Value i belongs to
// row i as the rows stand on the screen: a row without such a cell takes the place of its value, so that none is shifted.
"use strict";
(() => {
  const grid = window.kinerja.sheet;
  const dialog = document.getElementById("tempel");
  if (!grid || !dialog) return;
  const { make } = window.kinerja.paint;
  const body = dialog.querySelector("tbody");
  const rest = dialog.querySelector("[data-rest]");
  const rows = [...document.querySelectorAll("#sheet [data-row]")];
  const CHECK = "nilai ini dilewati. Pastikan setiap nilai berada pada indikator yang tepat.";
  let plan = [];

  // Excel copies rows with line ends and columns with tabs; only the first column is meant.
  const lines = (text) => {
    const found = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
    return found.map((line) => line.split("\t")[0].trim());
  };
  const label = (cell, text) => [...cell.field.options].find((option) => option.value.toLowerCase() === text.toLowerCase());
  // How a text would be read: [what is put into the cell, what the preview says, whether it can be saved].
  const reading = (cell, text) => {
    if (!text) return [null, "Kosong, dilewati", true];
    if (cell.field.tagName === "SELECT") {
      const option = label(cell, text);
      return option ? [option.value, option.value, true] : [null, "Bukan pilihan indikator ini, dilewati", false];
    }
    if (!grid.isNumber(cell)) return [text, text, true];
    const read = grid.read(cell, text);
    return [text, read.code === "doubtful" ? read.sentence : read.echo || read.sentence, read.value !== null];
  };

  // What a row without such a cell says in the place of its value.
  const passed = (column) => {
    if (column !== "value") return `Baris ini tidak memiliki kolom ini; ${CHECK}`;
    return `Baris ini dihitung dari pembilang dan penyebut; ${CHECK}`;
  };

  const preview = (cell, texts) => {
    const shown = rows.filter((row) => !row.hidden);
    const from = shown.indexOf(cell.row);
    plan = shown.slice(from, from + texts.length).map((row, i) => {
      const target = grid.cells.find((other) => other.row === row && other.column === cell.column);
      return target ? [target, ...reading(target, texts[i]), row] : [null, null, passed(cell.column), false, row];
    });
    body.replaceChildren(...plan.map(([, , said, fine, row], i) => {
      const name = make("th", "", row.dataset.name);
      name.scope = "row";
      return make("tr", fine ? "" : "is-refused", name, make("td", "num", texts[i]), make("td", "", said));
    }));
    const number = plan.filter(([, text]) => text !== null).length;
    dialog.querySelector("[data-number]").textContent = String(number);
    rest.hidden = texts.length <= plan.length;
    rest.textContent = `${texts.length - plan.length} nilai melebihi baris yang ada dan tidak ditempel.`;
    dialog.querySelector("[data-paste]").disabled = !number;
    dialog.showModal();
    dialog.querySelector("[data-paste]").focus();
  };

  document.getElementById("sheet").addEventListener("paste", (event) => {
    const cell = grid.cells.find((one) => one.field === event.target);
    if (!cell || cell.field.tagName === "TEXTAREA") return;
    const texts = lines(event.clipboardData.getData("text/plain"));
    if (texts.length < 2) return;
    event.preventDefault();
    preview(cell, texts);
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-paste]").addEventListener("click", () => {
    const pasted = plan.filter(([, text]) => text !== null);
    dialog.close();
    for (const [cell, text] of pasted) {
      grid.put(cell, text);
      grid.commit(cell);
    }
    if (pasted.length) pasted[pasted.length - 1][0].field.focus();
  });
})();
