// For those who sell: money read back in words while it is typed, and typed words kept when the line breaks.

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

// "150k", "150.000", "1,2tr" and "150000" as a whole number of đồng; null when it cannot be told.
function dong(text) {
  const found = text.trim().toLowerCase().replace(/\s|đ|vnd|đồng/g, "").match(/^(\d+(?:[.,]\d{3})*)(?:[.,](\d{1,2}))?(k|nghìn|ngàn|tr|triệu)?$/);
  if (!found || (found[2] && !found[3])) return null;
  const times = { k: 1e3, nghìn: 1e3, ngàn: 1e3, tr: 1e6, triệu: 1e6 }[found[3]] || 1;
  return Math.round(Number(`${found[1].replace(/[.,]/g, "")}.${found[2] || 0}`) * times);
}

document.addEventListener("input", (event) => {
  const { money } = event.target.dataset;
  if (!money) return;
  const value = event.target.value ? dong(event.target.value) : null;
  const known = value !== null && value < 1e12;
  document.getElementById(money).textContent = known ? `${value.toLocaleString("vi-VN")}đ: ${inWords(value)} đồng` : "";
});

// A bar that leads down the page never lies on what it leads to: it goes once that is in view.
for (const link of document.querySelectorAll(".action-bar > a[href^='#']")) {
  const there = new IntersectionObserver((seen) => link.parentElement.classList.toggle("there", seen.at(-1).isIntersecting));
  there.observe(document.querySelector(link.hash));
}

// A form marked data-keep remembers its words on this phone until it has been sent.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = `keep:${location.pathname}:${form.dataset.keep}`;
  const fields = () => [...form.elements].filter((el) => el.name && /^(text|textarea|tel|search)$/.test(el.type) && !/csrf|code|password/.test(el.name));
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "{}");
    for (const el of fields()) if (!el.value && kept[el.name]) el.value = kept[el.name];
    setInterval(() => {
      const now = Object.fromEntries(fields().filter((el) => el.value).map((el) => [el.name, el.value]));
      localStorage.setItem(key, JSON.stringify(now));
    }, 5000);
    form.addEventListener("submit", () => localStorage.removeItem(key));
  } catch { /* a phone that keeps nothing: the form works all the same */ }
}
