// For those who sell: typed words are kept when the line breaks.

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
