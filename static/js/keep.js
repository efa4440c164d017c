// Typed words outlive whatever happens between typing and saving: a lost line, Stop, Back, «Để sau», a closed page.
// Each form keeps those of its texts that differ from what the page came with; they go once the server has said that
// it took the form. In this tab alone, or (data-keep) on this phone, for texts written over several days.

const SECRET = /csrf|code|digits|password|username|birth|holder|^qr$|(^|[-_])number$/; // never written down
const DAYS = 7 * 86400e3;
const forms = [...document.querySelectorAll("form[method=post]:not([data-settles])")].filter((form) => form.elements.csrf_token);
const words = document.body.dataset;

const texts = (form) => [...form.elements].filter((el) => el.name && !el.readOnly && !SECRET.test(el.name)
  && /^(text|textarea|tel|search|email|number)$/.test(el.type));
const place = (form) => ("keep" in form.dataset ? localStorage : sessionStorage);
const twin = (form) => forms.filter((other) => other.action === form.action).indexOf(form);
const taker = (form) => form.dataset.until || new URL(form.action).pathname; // the address that takes the words for good
const key = (form) => `keep:${location.pathname}:${taker(form)}:${twin(form)}`;
const whose = (form) => form.elements.csrf_token.dataset?.whose || "";
const sent = new Set(); // forms that are on their way
const touched = new Set(); // forms that she typed into since the page came; what a browser fills in again is not hers
const before = new WeakMap(); // what stood in a box before she typed, where the page shows her words already
const start = (el) => before.get(el) ?? el.defaultValue;
const unshown = new WeakMap(); // of each form: words kept here that give way to newer ones on the page

// A place is kept whole: her words, with the code and the province that belong to them.
const mates = (el) => (el.dataset.area ? ["code", "province"].map((part) => el.closest("[data-area-picker]").querySelector(`[data-area=${part}]`)) : []);
const its = (el) => mates(el).map((mate) => mate.value);
const came = (el) => mates(el).map((mate) => mate.dataset.code ?? [...mate.options].find((one) => one.defaultSelected)?.value);
const isAs = (el, value, mine) => el.value === value && (!mine || `${its(el)}` === `${mine}`);

function put(el, value, mine) {
  el.value = value;
  if (!el.dataset.area) return el.dispatchEvent(new Event("input", { bubbles: true }));
  mates(el).forEach((mate, i) => { mate.value = mine?.[i] ?? (i ? mate.value : ""); });
  history.replaceState({ ...history.state, [el.id]: [value, ...its(el), el.defaultValue] }, ""); // as the picker does
}

const stored = (form) => JSON.parse(place(form).getItem(key(form)) || "null");

function write(form) {
  if (sent.has(form) || !touched.has(form)) return;
  const now = texts(form).filter((el) => !isAs(el, start(el), came(el))).map((el) => [el.name, el.value, start(el), its(el)]);
  const left = unshown.get(form) || [];
  if (!now.length && !left.length) return place(form).removeItem(key(form));
  const kept = stored(form);
  const files = !!kept?.files || [...form.elements].some((el) => el.type === "file" && el.files.length); // these cannot be kept
  const at = kept && `${kept.now}` === `${now}` ? kept.at : Date.now(); // they are as old as their last letter
  place(form).setItem(key(form), JSON.stringify({ now, left, files, whose: whose(form), at }));
}

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn plain small", textContent: text });
  made.addEventListener("click", act);
  return made;
}

function said(form, parts, drop) {
  const note = Object.assign(document.createElement("div"), { className: "kept-words" });
  note.setAttribute("role", "status");
  const done = (act) => () => { touched.add(form); act(); write(form); note.remove(); };
  const buttons = parts.slice(1).map(([text, act]) => button(text, done(act)));
  note.append(`${parts[0]} `, ...buttons, button(words.drop, done(drop)));
  form.prepend(note);
}

function tell(form, took, left, files) {
  const box = ([name]) => texts(form).find((el) => el.name === name);
  const told = left.map(([, value]) => `“${value}”`).join(", ");
  const none = () => unshown.delete(form);
  if (left.length) {
    const use = () => { for (const one of left) put(box(one), one[1], one[3]); none(); };
    said(form, [`${words.other} ${told}`, [words.use, use]], none);
  }
  if (took.length) said(form, [files ? `${words.kept} ${words.files}` : words.kept], () => took.forEach((el) => put(el, start(el), came(el))));
}

// Whether what is kept here was typed after the server put aside what this page shows.
const isNewer = (form, at) => words.aside && new URL(form.action).pathname === location.pathname && at > Date.now() - words.aside;

function read(form) {
  const kept = stored(form);
  if (!kept) return;
  const isHers = !kept.whose || kept.whose === whose(form);
  if (!isHers && !whose(form)) return; // nobody is signed in: they wait for her
  if (!isHers || Date.now() - kept.at > DAYS) return place(form).removeItem(key(form));
  const left = (kept.left || []).filter(([name, value]) => texts(form).some((el) => el.name === name && el.value !== value));
  const took = texts(form).filter((el) => {
    const mine = kept.now.find(([name]) => name === el.name);
    if (!mine) return false;
    const [, value, was, rest] = mine;
    if (isAs(el, value, rest)) before.set(el, was);
    if (isAs(el, value, rest)) return false;
    if (el.value && el.value !== was && !isNewer(form, kept.at)) { // what stands here is newer
      if (value && el.value !== value) left.push(mine);
      return false;
    }
    put(el, value, rest); // the box is as it was when she typed, or empty, or holds older words
    return true;
  });
  if (document.documentElement.hasAttribute("data-posted")) left.length = 0; // the answer to these very words
  unshown.set(form, left);
  if (took.length) touched.add(form);
  tell(form, took, left, kept.files);
}

// What the server took since the last page: only then it need not be kept any longer.
function forget(path) {
  for (const store of [localStorage, sessionStorage]) {
    for (const name of Object.keys(store)) if (name.startsWith("keep:") && name.split(":")[2] === path) store.removeItem(name);
  }
}

try {
  if (words.taken) forget(words.taken);
  let waits = 0;
  for (const form of forms) {
    const typed = () => { touched.add(form); clearTimeout(waits); waits = setTimeout(write, 500, form); };
    for (const way of ["input", "change"]) form.addEventListener(way, typed);
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      clearTimeout(waits);
      write(form);
      sent.add(form);
    });
    read(form);
  }
  addEventListener("pagehide", () => forms.forEach(write));
  addEventListener("pageshow", ({ persisted }) => {
    sent.clear();
    if (persisted) touched.clear();
  });
  document.addEventListener("freed", (event) => sent.delete(event.target));
} catch { /* a phone that keeps nothing: the form works all the same */ }
