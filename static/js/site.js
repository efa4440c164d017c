// What every page may use once scripts run; every page also works without any of it.

const root = document.documentElement;
root.classList.add("js");

const all = (selector) => document.querySelectorAll(selector);

// Pieces that only some pages need arrive when their element is there.
for (const url of new Set([...all("[data-module]")].map((el) => el.dataset.module))) import(url);

// A form with errors speaks first.
document.querySelector("[data-errors]")?.focus();

// The answer to a form, once left and come back to, is asked for anew instead of being sent again.
if (root.hasAttribute("data-posted")) history.replaceState(history.state, "");

// Sending: the button says so at once, and a second tap does nothing; where no answer comes, it can be tapped again.
const PATIENCE = { "multipart/form-data": 90000 };
function free(form) {
  if (!form.dataset.sent) return;
  delete form.dataset.sent;
  for (const button of all("[data-idle]")) {
    button.innerHTML = button.dataset.idle;
    button.removeAttribute("aria-busy");
    delete button.dataset.idle;
  }
  form.dispatchEvent(new Event("freed", { bubbles: true }));
}
function tellNoAnswer(form) {
  if (!form.dataset.sent) return;
  const button = form.querySelector("[data-idle]") || form.querySelector("button:not([type=button])");
  free(form);
  const said = document.createElement("p");
  said.className = "unanswered soft";
  said.setAttribute("role", "status");
  said.style.flex = "1 0 100%"; // a line of its own, also in a bar of buttons
  button?.before(said);
  if (button) button.parentElement.style.flexWrap = "wrap";
  said.textContent = document.body.dataset.unanswered;
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  for (const said of form.querySelectorAll(".unanswered")) said.remove();
  setTimeout(tellNoAnswer, PATIENCE[form.enctype] || 15000, form);
  const button = event.submitter || form.querySelector("[data-busy]");
  if (!button?.dataset.busy) return;
  button.dataset.idle ??= button.innerHTML;
  button.setAttribute("aria-busy", "true");
  button.textContent = button.dataset.busy;
});

// Coming back with the back button: the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) free(form);
});

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const box = document.body.appendChild(document.createElement("textarea"));
    box.value = button.dataset.copy;
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  const word = button.querySelector("span") || button;
  const before = word.textContent;
  word.textContent = button.dataset.done;
  setTimeout(() => { word.textContent = before; }, 2500);
}

function showPicture(link) {
  const gallery = link.closest("[data-gallery]");
  const main = gallery.querySelector("[data-gallery-main]");
  const { src, webp, avif } = link.dataset;
  for (const source of main.querySelectorAll("source")) {
    const set = source.type.endsWith("avif") ? avif : webp;
    if (set) source.srcset = set; else source.remove();
  }
  const img = main.querySelector("img");
  img.removeAttribute("srcset");
  img.src = src;
  img.alt = link.querySelector("img").alt;
  const full = main.querySelector("a");
  if (full) full.href = link.href;
  gallery.querySelector("[aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
}

function step(button) {
  const input = button.parentElement.querySelector("input");
  if (!/^\d*$/.test(input.value.trim())) return; // what is no plain number is hers to mend
  const most = Number(input.dataset.max || 9999);
  const next = Number(input.value) + Number(button.dataset.step);
  input.value = Math.max(1, Math.min(most, next));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest?.(selector);
  const button = hit("[data-copy]") || hit("[data-step]") || hit("[data-print]");
  if (button?.dataset.copy) copy(button);
  else if (button?.dataset.step) step(button);
  else if (button) window.print();
  const thumb = hit(".thumbs a[data-src]");
  if (thumb && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    showPicture(thumb);
  }
  for (const menu of all(".nav details[open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all(".nav details[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A cart keeps its numbers as they are changed, and the page stays: what was typed is not touched, the sums around it
// follow. Where that fails (no line, no session), the button beside the number is there.
let settling;
async function keep(form, leaving = false) {
  settling = 0;
  const sent = new URLSearchParams(new FormData(form));
  for (const [name, value] of sent) if (name.startsWith("quantity-") && /^[\s0]*$/.test(value)) return; // no answer yet
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, keepalive: leaving });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (settling || `${new URLSearchParams(new FormData(form))}` !== `${sent}`) return; // newer numbers are on their way
    if (!page.getElementById(form.id)) throw answer;
    for (const part of all("[data-live]")) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (fresh && !(part.hasAttribute("data-shrinks") && fresh.innerHTML)) part.innerHTML = fresh.innerHTML; // no jump under the hand
    }
    form.classList.remove("by-hand");
  } catch {
    form.classList.add("by-hand");
  }
}
document.addEventListener("change", ({ target: { form } }) => {
  if (!form?.matches("[data-settles]")) return;
  clearTimeout(settling);
  settling = setTimeout(keep, 600, form);
});
document.addEventListener("submit", () => { clearTimeout(settling); settling = 0; });
window.addEventListener("pagehide", () => { if (settling) keep(document.querySelector("[data-settles]"), true); });

// The large price is that of what is chosen.
document.addEventListener("change", ({ target: { name, dataset } }) => {
  const shown = name === "variant_id" && dataset.price && document.querySelector(".product-price");
  if (!shown) return;
  shown.querySelector(".price").firstChild.data = `${dataset.price} `;
  for (const unit of shown.querySelectorAll(".price-unit")) unit.textContent = dataset.unit;
  for (const each of shown.querySelectorAll(".soft")) each.textContent = dataset.each;
});

// How much room a box has left, said near its end. What is pasted is never cut: the server says so if it is too long.
document.addEventListener("input", ({ target }) => {
  const most = Number(target.dataset.most);
  if (!most) return;
  const left = most - [...target.value.normalize("NFC").trim()].length;
  let said = target.parentElement.querySelector(".room");
  if (!said) {
    target.insertAdjacentHTML("afterend", '<p class="room hint" role="status"></p>');
    said = target.nextElementSibling;
  }
  const words = left < 0 ? document.body.dataset.over : left <= Math.min(50, most / 10) ? document.body.dataset.left : "";
  said.textContent = words.replace("#", Math.abs(left));
  said.classList.toggle("error-text", left < 0);
});

// Lists that are filtered by choosing: the button is for those without scripts, and for those who choose with keys,
// where every step would be a choice.
let byKeys = false;
document.addEventListener("keydown", () => { byKeys = true; }, true);
document.addEventListener("pointerdown", () => { byKeys = false; }, true);
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-autosubmit]")) return;
  const hidden = target.form.querySelector("noscript");
  if (!byKeys) target.form.requestSubmit();
  else if (hidden) hidden.outerHTML = hidden.textContent;
});

// Waiting for money: ask quietly, less often as time passes, and not while the page is hidden.
for (const box of all("[data-poll-url]")) {
  let wait = 3000;
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await (await fetch(box.dataset.pollUrl, { headers: { Accept: "application/json" } })).json();
        if (answer.reload) return location.reload();
        const text = box.querySelector("[data-poll-text] span");
        if (text && answer.text) text.textContent = answer.text;
      } catch { /* the line is down: the next turn asks again */ }
      wait = Math.min(wait * 1.15, 20000);
    }
    setTimeout(ask, wait);
  };
  setTimeout(ask, wait);
}
