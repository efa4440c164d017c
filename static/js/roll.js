// The roll of a session outlives a lost line: what an officer ticked stays on this phone until the server has taken it.
// Kept are her own changes alone, each with the mark that it had when she changed it, so that two rolls can be put together.
// The key is one of keep.js, which forgets it once the server said that it took the form.

const form = document.querySelector("form[data-roll]");
const DAYS = 7 * 86400e3;
const { kept, unsent, alive } = form.dataset;
const path = new URL(form.action).pathname;
const key = `keep:${location.pathname}:${path}:roll`;
const whose = form.elements.csrf_token.dataset.whose || "";
const said = form.querySelector("[data-roll-said]");
const boxes = [...form.querySelectorAll("input[name=came]")];
const how = (box) => form.elements[`how-${box.value}`];
const mark = (box) => (box.checked ? how(box).value : "");
const seen = form.elements.stood; // what the page showed, for two rolls to be put together
const base = new Map(seen.value.split(" ").filter(Boolean).map((one) => one.split(":")));
const shown = new Map(base); // as the page came: what others noted meanwhile is hers to see
let waits = false; // she pressed «Lưu» and nobody answered

function set(box, value) {
  box.checked = !!value;
  if (value) how(box).value = value;
}

function tell() {
  const many = boxes.filter((box) => mark(box) !== (base.get(box.value) || "")).length;
  said.hidden = !many || !(waits || said.dataset.before);
  said.querySelector("[data-roll-words]").textContent = (waits ? unsent : kept).replace("#", many);
  return many;
}

function write() {
  const changes = boxes.map((box) => [box.value, base.get(box.value) || "", mark(box)]).filter(([, was, is]) => was !== is);
  if (!changes.length) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify({ changes, whose, waits, at: Date.now() }));
  tell();
}

// A mark that she changed on an older page is held against what that page showed.
function sees(id, was) {
  base.set(id, was);
  seen.value = [...base].filter(([, one]) => one).map((one) => one.join(":")).join(" ");
}

function read() {
  const found = JSON.parse(localStorage.getItem(key) || "null");
  if (!found) return;
  if (found.whose !== whose || Date.now() - found.at > DAYS) return localStorage.removeItem(key);
  for (const [id, was, is] of found.changes) {
    const box = boxes.find((one) => one.value === id);
    if (!box || (shown.get(id) || "") === is) continue; // she is off the list, or it stands there by now
    sees(id, was);
    set(box, is);
  }
  waits = !!found.waits;
  said.dataset.before = "1";
  if (!tell()) localStorage.removeItem(key);
}

async function hasLine() {
  try {
    return (await fetch(alive, { cache: "no-store", signal: AbortSignal.timeout(6000) })).ok;
  } catch {
    return false;
  }
}

let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  const answers = await hasLine();
  sending = false;
  waits = !answers;
  write();
  if (!answers) return said.scrollIntoView({ block: "nearest" });
  form.dataset.checked = "1";
  form.requestSubmit(form.querySelector("[data-busy]"));
}

try {
  read();
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => {
    if (form.dataset.checked) return delete form.dataset.checked;
    event.preventDefault();
    return send();
  });
  form.querySelector("[data-roll-send]").addEventListener("click", send);
  const again = () => waits && send();
  addEventListener("online", again);
  setInterval(again, 20000);
} catch { /* a phone that keeps nothing: the roll is sent as any form */ }
