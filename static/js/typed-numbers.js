// Amounts as people type them, by the grammar of marketplace/core/typed_numbers.py: change both or neither.
// tests/browser/test_typed_numbers.py holds one against the other. Numbers go as texts of plain figures: "1250000", "28.5".

const UNITS = { k: 3, nghìn: 3, nghin: 3, ngàn: 3, ngan: 3, triệu: 6, trieu: 6, tr: 6, tỷ: 9, tỉ: 9, ty: 9, ti: 9 }; // zeros
const UNIT = new RegExp(` ?(${Object.keys(UNITS).join("|")}) ?`);
const BEHIND = { dong: / ?(?:đồng|dong|vnđ|vnd|₫|đ|d)$/, count: /(?!)/, share: / ?%$/ };
const GROUPS = /^[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)$/;
const GROUPS_AND_POINT = /^([1-9]\d{0,2}(?:\.\d{3})+),(\d{1,2})$|^([1-9]\d{0,2}(?:,\d{3})+)\.(\d{1,2})$|^([1-9]\d{0,2}(?: \d{3})+)[.,](\d{1,2})$/;

const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
const plainFigures = (text) => text
  .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  .replace(UNSEEN, "").normalize("NFC").toLowerCase().replace(/[ðɖ]/g, "đ")
  .replace(/[\0-\x20\x7f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g, " ").replace(/^ | $/g, "");

// "01.250" → "1.25", moved by so many zeros: exact, as figures and not as a number of the machine.
function figures(whole, fraction = "", zeros = 0) {
  const moved = (whole + fraction.slice(0, zeros).padEnd(zeros, "0")).replace(/^0+(?=\d)/, "");
  const left = fraction.slice(zeros).replace(/0+$/, "");
  return left ? `${moved}.${left}` : moved;
}

const joined = (text, zeros) => figures(text.replace(/[., ]/g, ""), "", zeros);
const add = (one, two) => String(Number(one) + Number(two));

// What stands before a unit of so many zeros, or alone (zeros 0); mode says what three figures behind a point may mean.
function read(text, zeros, mode) {
  const point = text.match(/^(\d+)([.,])(\d+)$/);
  if (point) {
    const [decimal, thousands] = [figures(point[1], point[3], zeros), joined(text, zeros)];
    const group = point[3].length === 3 && /^[1-9]\d{0,2}$/.test(point[1]);
    if (mode === "whole") return group ? [thousands] : [decimal, thousands];
    if (!group) return [decimal];
    return mode === "share" && point[2] === "." ? [thousands] : [decimal, thousands];
  }
  if (/^\d+$/.test(text) || GROUPS.test(text)) return [joined(text, zeros)];
  const both = text.match(GROUPS_AND_POINT);
  if (!both) return [];
  const [whole, fraction] = both.slice(1).filter(Boolean);
  return [figures(whole.replace(/[., ]/g, ""), fraction, zeros)];
}

function spoken(parts, signed) {
  const rest = parts.pop();
  let [total, last] = ["0", 15];
  for (let at = 0; at < parts.length; at += 2) {
    const zeros = UNITS[parts[at + 1]];
    if (!/^\d+$/.test(parts[at])) return [];
    const part = figures(parts[at], "", zeros);
    if (part.length > last) return [];
    [total, last] = [add(total, part), zeros];
  }
  if (!rest) return [total];
  if (/^\d{1,3}$/.test(rest)) {
    const tenths = add(total, figures(rest.padEnd(3, "0"), "", last - 3));
    return signed ? [tenths, add(total, rest)] : [tenths];
  }
  return GROUPS.test(rest) && joined(rest).length <= last ? [add(total, joined(rest))] : [];
}

// Of two readings those that can be meant; of a decimal too small, its thousands or millions, never one alone.
function likely(text, found, least) {
  const fits = found.filter((number) => Number(number) >= least);
  if (found.length < 2 || fits.length === 2) return found;
  const point = text.match(/^(\d+)[.,](\d+)$/);
  if (!point) return fits;
  const [first, ...more] = [3, 6, 9].map((zeros) => figures(point[1], point[2], zeros))
    .filter((number) => !number.includes(".") && Number(number) >= least && number.length <= 15);
  const both = [...new Set([first, ...fits, ...more])].filter(Boolean).slice(0, 2);
  return both.length === 2 ? both : [];
}

// The value a text says, or the two it may mean: { value: "1250000", either: [] }; neither where it says no number.
// Of two, none below the least value there can be.
function readNumber(text, kind, least = 0) {
  let body = plainFigures(text).replace(/^\+ ?/, "");
  if (kind === "dong") body = body.replace(/^(?:vnđ|vnd|₫|đ) ?/, "");
  const bare = body.replace(BEHIND[kind], "");
  const parts = bare.split(UNIT);
  let found;
  if (parts.some((part) => /(?:\d[., ]?){16}/.test(part))) found = [];
  else if (parts.length === 1) found = read(bare, 0, kind === "share" ? "share" : "whole");
  else if (parts.length === 3 && !parts[2]) found = read(parts[0], UNITS[parts[1]], "unit");
  else found = spoken(parts, bare !== body);
  found = [...new Set(found)];
  found = likely(bare, found, least);
  if (found.some((number) => number.split(".")[0].length > 15)) return { value: null, either: [] };
  if (found.length === 2) return { value: null, either: found };
  const fits = found.length && (kind === "share" || !found[0].includes("."));
  return { value: fits ? found[0] : null, either: [] };
}
