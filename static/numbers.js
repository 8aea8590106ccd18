// Numbers as Indonesians type and read them: the mirror of kinerja/common/numbers.py. Both run tests/kinerja/common/numbers.json.
// A value is text of plain digits ("1250.5", "-5"), never a float: what was typed is kept digit by digit. The server decides.
"use strict";
(() => {
  const MAX_DECIMALS = 6;
  const MAX_DIGITS = 15;
  const SMALL = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
    "dua belas", "tiga belas", "empat belas", "lima belas", "enam belas", "tujuh belas", "delapan belas", "sembilan belas"];
  const GROUPS = ["", "ribu", "juta", "miliar", "triliun", "kuadriliun"];
  // The first pattern that fits the whole body decides: [pattern, thousands mark, decimal mark].
  const SHAPES = [
    [/^[0-9]+$/, "", ""],
    [/^[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?$/, ".", ","],
    [/^[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?$/, " ", ","],
    [/^[0-9]*,[0-9]+$/, "", ","],
    [/^[0-9]*\.[0-9]+$/, "", "."],
  ];
  const SENTENCES = {
    separator: () => "Tulis 12.345,67: titik untuk ribuan, koma untuk desimal.",
    unreadable: () => "Tulis angka tanpa satuan, misalnya 5,4. Bila datanya tidak ada, buka Keterangan lalu centang ‘Tidak ada data’.",
    unit: (unit) => `Satuan indikator ini ${unit}.`,
    integer: (unit) => `Satuan ${unit} memakai bilangan bulat.`,
    decimals: () => "Tulis paling banyak 6 angka di belakang koma.",
    digits: () => "Tulis paling banyak 15 angka.",
  };

  const trim = (text) => text.replace(/[\u00a0\u2007\u2009\u202f]/g, " ").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  const isRupiah = (unit) => ["rp", "rp.", "rupiah"].includes(unit.trim().toLowerCase());
  const isPercent = (unit) => ["%", "persen"].includes(unit.trim().toLowerCase());
  const isZero = (value) => /^-?0*(\.0*)?$/.test(value);

  // Plain digits without needless zeros; there is no negative zero.
  const tidy = (sign, whole, fraction) => {
    const digits = whole.replace(/^0+(?=[0-9])/, "") || "0";
    const rest = fraction.replace(/0+$/, "");
    const value = rest ? `${digits}.${rest}` : digits;
    return isZero(value) ? "0" : sign + value;
  };

  const exact = (sign, body, thousands, mark) => {
    const digits = thousands ? body.split(thousands).join("") : body;
    const [whole, fraction = ""] = mark ? digits.split(mark) : [digits];
    return tidy(sign, whole, fraction);
  };

  const withoutUnit = (text, unit) => {
    const prefix = /^rp\.?/i.exec(text);
    const percent = text.endsWith("%");
    if ((prefix && !isRupiah(unit)) || (percent && !isPercent(unit))) return null;
    return trim(text.slice(prefix ? prefix[0].length : 0).replace(/%$/, ""));
  };

  const otherReading = (sign, body, unit, decimals) => {
    if (!/^[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(body)) return null;
    if (body.includes(",")) return exact(sign, body, ",", "");
    return isRupiah(unit) || decimals === 0 ? null : exact(sign, body, "", ".");
  };

  const refused = (code, unit, alternative = null) => ({ value: null, alternative, code, sentence: SENTENCES[code](unit), echo: "" });

  const judged = (value, alternative, unit, decimals) => {
    const [whole, fraction = ""] = value.replace("-", "").split(".");
    if ((whole + fraction).replace(/^0+/, "").length > MAX_DIGITS) return refused("digits", unit);
    if (fraction.length > MAX_DECIMALS) return refused("decimals", unit);
    if (decimals === 0 && fraction) return refused("integer", unit, alternative);
    const echo = `Terbaca: ${withUnit(value, unit)}`;
    if (alternative === null) return { value, alternative, code: "ok", sentence: "", echo };
    const sentence = `Terbaca: ${format(value)} (${inWords(value)}). Maksud Anda ${format(alternative)}?`;
    return { value, alternative, code: "doubtful", sentence, echo };
  };

  function parse(text, { unit, decimals }) {
    const trimmed = trim(text);
    if (!trimmed) return { value: null, alternative: null, code: "empty", sentence: "", echo: "" };
    const bare = withoutUnit(trimmed, unit);
    if (bare === null) return refused("unit", unit);
    const signed = /^[-−+]/.test(bare);
    const sign = signed && bare[0] !== "+" ? "-" : "";
    const body = signed ? trim(bare.slice(1)) : bare;
    const shape = SHAPES.find(([pattern]) => pattern.test(body));
    if (!shape) return refused(/^[., ]*[0-9][0-9., ]*$/.test(body) ? "separator" : "unreadable", unit);
    return judged(exact(sign, body, shape[1], shape[2]), otherReading(sign, body, unit, decimals), unit, decimals);
  }

  // Half up, away from zero, on digits: BigInt is exact where a float is not.
  const rounded = (value, decimals) => {
    const sign = value.startsWith("-") ? "-" : "";
    const [whole, fraction = ""] = value.replace("-", "").split(".");
    const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"));
    const digits = String(kept + (fraction[decimals] >= "5" ? 1n : 0n)).padStart(decimals + 1, "0");
    const cut = digits.length - decimals;
    return { sign, whole: digits.slice(0, cut), fraction: digits.slice(cut) };
  };

  // "12.345,67": all digits, or rounded half up to so many decimals; null becomes "".
  function format(value, decimals = null) {
    if (value === null) return "";
    const [bare, all = ""] = value.replace("-", "").split(".");
    const parts = decimals === null
      ? { sign: value.startsWith("-") ? "-" : "", whole: bare, fraction: all.replace(/0+$/, "") }
      : rounded(value, decimals);
    const grouped = String(BigInt(parts.whole)).replace(/\B(?=([0-9]{3})+$)/g, ".");
    const sign = isZero(`${parts.whole}.${parts.fraction}`) ? "" : parts.sign;
    return parts.fraction ? `${sign}${grouped},${parts.fraction}` : `${sign}${grouped}`;
  }

  // An entered figure with at least so many digits after the comma; what was typed is never rounded away.
  function figure(value, decimals) {
    const text = format(value);
    const [whole, fraction = ""] = text.split(",");
    const padded = fraction.padEnd(decimals, "0");
    return text && padded ? `${whole},${padded}` : text;
  }

  function withUnit(value, unit) {
    return isRupiah(unit) ? `Rp ${format(value)}` : `${format(value)} ${unit}`.trimEnd();
  }

  const belowHundred = (n) => {
    if (n < SMALL.length) return SMALL[n];
    return `${SMALL[Math.floor(n / 10)]} puluh${n % 10 ? ` ${SMALL[n % 10]}` : ""}`;
  };
  const belowThousand = (n) => {
    const hundreds = Math.floor(n / 100);
    const words = hundreds ? [hundreds === 1 ? "seratus" : `${SMALL[hundreds]} ratus`] : [];
    if (n % 100) words.push(belowHundred(n % 100));
    return words.join(" ");
  };
  const group = (count, name) => (count === 1 && name === "ribu" ? "seribu" : `${belowThousand(count)} ${name}`.trimEnd());

  // "seribu dua ratus lima puluh": a doubtful reading is confirmed without counting dots.
  function inWords(value) {
    const [whole, fraction = ""] = value.replace("-", "").split(".");
    const counts = String(BigInt(whole)).replace(/\B(?=([0-9]{3})+$)/g, ".").split(".").map(Number);
    const names = GROUPS.slice(0, counts.length).reverse();
    const spelled = counts.map((count, i) => (count ? group(count, names[i]) : "")).filter(Boolean);
    const words = spelled.length ? spelled : [SMALL[0]];
    const digits = fraction.replace(/0+$/, "");
    if (digits) words.push("koma", ...[...digits].map((digit) => SMALL[Number(digit)]));
    return (value.startsWith("-") ? ["minus", ...words] : words).join(" ");
  }

  window.kinerja = window.kinerja || {};
  window.kinerja.numbers = {
    parse, format, figure, withUnit, inWords,
    unchanged: (text, rendered) => trim(text) === trim(rendered),
  };
})();
