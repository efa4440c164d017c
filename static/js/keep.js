// Typed words outlive whatever happens between typing and saving: a lost line, Stop, Back, «Để sau», a closed page.
// Each form keeps those of its texts that differ from what the page came with; they go once the server has said that
// it took the form. In this tab alone, or (data-keep) on this phone, for texts written over several days.

const SECRET = /csrf|code|digits|password|username|birth|holder|^qr$|(^|[-_])number$/; // never written down
const DAYS = 7 * 86400e3;
const forms = [...document.querySelectorAll("form[method=post]:not([data-settles])")].filter((form) => form.elements.csrf_token);
const words = document.body.dataset;

const texts = (form) => [...form.elements].filter((el) => el.name && !el.readOnly && !el.dataset.area && !SECRET.test(el.name)
  && /^(text|textarea|tel|search|email|number)$/.test(el.type));
const place = (form) => ("keep" in form.dataset ? localStorage : sessionStorage);
const twin = (form) => forms.filter((other) => other.action === form.action).indexOf(form);
const key = (form) => `keep:${location.pathname}:${new URL(form.action).pathname}:${twin(form)}`;
const whose = (form) => form.elements.csrf_token.dataset?.whose || "";
const sent = new Set(); // forms that are on their way
const touched = new Set(); // forms that she typed into since the page came; what a browser fills in again is not hers
const before = new WeakMap(); // what stood in a box before she typed, where the page shows her words already
const start = (el) => before.get(el) ?? el.defaultValue;

function write(form) {
  if (sent.has(form) || !touched.has(form)) return;
  const now = texts(form).filter((el) => el.value !== start(el)).map((el) => [el.name, el.value, start(el)]);
  if (now.length) place(form).setItem(key(form), JSON.stringify({ now, whose: whose(form), at: Date.now() }));
  else place(form).removeItem(key(form));
}

function said(form, took) {
  const note = document.createElement("p");
  note.className = "kept-words";
  note.setAttribute("role", "status");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn plain small";
  drop.textContent = words.drop;
  note.append(`${words.kept} `, drop);
  drop.addEventListener("click", () => {
    for (const el of took) el.value = start(el);
    write(form);
    note.remove();
  });
  form.prepend(note);
}

function read(form) {
  const kept = JSON.parse(place(form).getItem(key(form)) || "null");
  if (!kept) return;
  if (kept.whose !== whose(form) || Date.now() - kept.at > DAYS) return place(form).removeItem(key(form));
  const took = texts(form).filter((el) => {
    const mine = kept.now.find(([name]) => name === el.name);
    if (mine && el.value === mine[1]) before.set(el, mine[2]);
    if (!mine || el.value === mine[1] || (el.value && el.value !== mine[2])) return false;
    el.value = mine[1]; // the box is as it was when she typed, or empty
    el.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  });
  if (took.length) said(form, took);
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
    form.addEventListener("input", () => { touched.add(form); clearTimeout(waits); waits = setTimeout(write, 500, form); });
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
