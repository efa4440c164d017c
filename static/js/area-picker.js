// Province and commune: the commune is found by typing, with or without tone marks, by today's name or an old one.

const fold = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

async function ask(box, query) {
  const { areas } = await (await fetch(`${box.dataset.areaUrl}?${new URLSearchParams(query)}`)).json();
  return areas.map((area) => ({ old: "", ...area }));
}

async function search(box, province, typed) { // in the chosen province; where nothing is called that, in all of them
  const here = province ? await ask(box, { q: typed, province }) : [];
  return here.length ? here.map((area) => ({ ...area, province: "" })) : ask(box, { q: typed });
}

const plain = (text) => ` ${fold(text).replace(/[^a-z\d]+/g, " ")} `;

function holds(text, words, isWhole = false) { // every word; the last one may be unfinished
  return words.every((word, i) => plain(text).includes(isWhole || i < words.length - 1 ? ` ${word} ` : ` ${word}`));
}

function fit({ name, old }, words) { // how well the words name it, and the former name that was meant
  if (holds(name, words)) return [plain(name).includes(` ${words.join(" ")}`) ? 3 : 2, ""];
  for (const group of old ? old.split("; ") : []) {
    if (words.some((_, i) => i && holds(name, words.slice(0, i), true) && holds(group, words.slice(i)))) return [1, group];
    if (holds(group, words)) return [1, group];
  }
  return [0, ""];
}

function shortened(group, words) { // of «Vĩnh Hùng, Vĩnh Tân (Huyện Vĩnh Lộc)» the one that was typed
  const [names, district] = group.split(" (");
  const meant = names.split(", ").filter((name) => [...new Set(words)].filter((word) => plain(name).includes(` ${word}`)).length > 1 || holds(name, words));
  return meant.length ? `${meant.slice(0, 2).join(", ")} (${district}` : district.slice(0, -1);
}

function best(list, typed) {
  const words = plain(typed).trim().split(" ").filter(Boolean);
  const found = list.map((area) => [...fit(area, words), area]).filter(([score]) => score).sort((a, b) => b[0] - a[0]);
  return found.slice(0, 12).map(([, old, area]) => ({ ...area, old: old && shortened(old, words) }));
}

function comboboxFor(commune, label) {
  const input = document.createElement("input");
  Object.assign(input, { id: `${commune.id}-find`, className: "input", type: "text", autocomplete: "off", spellcheck: false });
  const list = document.createElement("ul");
  list.id = `${commune.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label.textContent.trim());
  const state = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const name of ["aria-describedby", "aria-invalid"]) if (commune.hasAttribute(name)) state[name] = commune.getAttribute(name);
  for (const [name, value] of Object.entries(state)) input.setAttribute(name, value);
  return { input, list };
}

function enhance(box) {
  const province = box.querySelector("[data-area=province]");
  const commune = box.querySelector("[data-area=commune]");
  const label = box.querySelector(`label[for="${commune.id}"]`);
  const { input, list } = comboboxFor(commune, label);
  let areas = [...commune.options].filter((o) => o.value).map((o) => ({ code: o.value, name: o.text, old: "" }));
  let shown = [];
  let at = -1;
  let turn = 0;

  const hint = document.createElement("p");
  hint.className = "hint";
  hint.textContent = box.dataset.type;
  const frame = document.createElement("div");
  frame.className = "list-box";
  frame.append(input, list);
  commune.before(hint, frame);
  commune.hidden = true;
  label.htmlFor = input.id;
  input.value = commune.value ? commune.selectedOptions[0].text : "";
  for (const link of document.querySelectorAll(`a[href="#${commune.id}"]`)) link.hash = input.id;

  const mark = (index) => {
    at = index;
    [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id);
    else input.removeAttribute("aria-activedescendant");
  };

  const show = (found, none = false) => {
    shown = found;
    list.replaceChildren(...found.map(({ name, old, province: where }, i) => {
      const li = document.createElement("li");
      li.id = `${list.id}-${i}`;
      li.setAttribute("role", "option");
      li.textContent = [name, old && ` (${old})`, where && `, ${where}`].join("");
      return li;
    }));
    if (none) {
      const li = document.createElement("li");
      li.textContent = box.dataset.none;
      list.append(li);
    }
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(found.length && input.value ? 0 : -1);
  };

  const open = async () => {
    const typed = input.value.trim();
    const now = ++turn;
    const near = typed ? best(areas, typed) : areas.map((area) => ({ ...area, old: "" }));
    if (near.length || typed.length < 2) return show(near);
    await new Promise((done) => setTimeout(done, 250));
    if (now !== turn) return;
    const found = await search(box, province.value, typed).catch(() => []);
    if (now === turn) show(found, !found.length);
  };

  const close = () => { turn += 1; show([]); };

  const choose = (area) => {
    if (area.parent && area.parent !== province.value) {
      province.value = area.parent;
      load().then(() => { commune.value = area.code; });
    }
    if (![...commune.options].some((o) => o.value === area.code)) commune.add(new Option(area.name, area.code));
    commune.value = area.code;
    input.value = area.name;
    close();
    commune.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const load = async () => {
    if (!province.value) return;
    try {
      areas = await ask(box, { parent: province.value });
      commune.replaceChildren(new Option("", ""), ...areas.map((a) => new Option(a.name, a.code)));
    } catch { // the line is down: the plain list comes back, with the communes it had
      frame.remove();
      hint.remove();
      commune.hidden = false;
      label.htmlFor = commune.id;
    }
  };

  input.addEventListener("input", () => { commune.value = ""; open(); });
  const narrow = matchMedia("(max-width: 47.99rem)");
  input.addEventListener("focus", () => { if (narrow.matches) input.scrollIntoView({ block: "start" }); });
  for (const way of ["focus", "click"]) input.addEventListener(way, () => { if (!commune.value && !shown.length) open(); });
  input.addEventListener("blur", () => {
    const exact = areas.filter((a) => fold(a.name) === fold(input.value.trim()));
    if (!commune.value && exact.length === 1) choose(exact[0]);
    else if (!commune.value && input.value && shown.length === 1) choose(shown[0]);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !shown.length) open();
    else if (event.key === "ArrowDown") mark(Math.min(at + 1, shown.length - 1));
    else if (event.key === "ArrowUp") mark(Math.max(at - 1, 0));
    else if (event.key === "Enter" && shown[at]) choose(shown[at]);
    else if (event.key === "Escape" && shown.length) close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("li"));
    if (shown[index]) choose(shown[index]);
  });
  province.addEventListener("change", async () => {
    input.value = "";
    await load();
    commune.value = "";
    commune.dispatchEvent(new Event("change", { bubbles: true }));
  });
  if (!areas.length) load();
}

for (const box of document.querySelectorAll("[data-area-picker]")) enhance(box);
