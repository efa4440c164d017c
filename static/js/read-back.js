// A number is read back while it is typed, as the server will read it: an amount in words too; two readings as a question.

const ONES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

function three(n, full) {
  const [h, t, o] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const words = [];
  if (h || full) words.push(ONES[h], "trăm");
  if (t > 1) words.push(ONES[t], "mươi");
  else if (t === 1) words.push("mười");
  else if (o && (h || full)) words.push("linh");
  if (o === 1 && t > 1) words.push("mốt");
  else if (o === 5 && t > 0) words.push("lăm");
  else if (o) words.push(ONES[o]);
  return words.join(" ");
}

function inWords(n) {
  if (n === 0) return "không";
  const parts = [];
  for (const [size, name] of [[1e9, "tỷ"], [1e6, "triệu"], [1e3, "nghìn"], [1, ""]]) {
    const part = Math.floor(n / size) % 1000;
    if (part) parts.push(`${three(part, parts.length > 0)} ${name}`.trim());
  }
  return parts.join(" ");
}

function grouped(text) {
  const [whole, fraction] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ".") + (fraction ? `,${fraction}` : "");
}

function readBack({ value, dataset: { reads, unsure, least } }) {
  const { value: number, either } = readNumber(value, reads, Number(least) || 0);
  const shown = (text) => grouped(text) + (reads === "dong" ? "đ" : "");
  if (either.length) return unsure.replace("{1}", shown(either[0])).replace("{2}", shown(either[1]));
  if (number === null) return "";
  if (reads !== "dong") return shown(number);
  return number.length > 12 ? shown(number) : `${shown(number)}: ${inWords(Number(number))} đồng`;
}

document.addEventListener("input", ({ target }) => {
  const box = target.dataset.reads && document.getElementById(target.dataset.readBack);
  if (!box) return;
  box.textContent = readBack(target);
  box.classList.toggle("asks", box.textContent.includes("?"));
});
