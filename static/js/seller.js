// For those who sell.

// A bar that leads down the page never lies on what it leads to: it goes once that is in view.
for (const link of document.querySelectorAll(".action-bar > a[href^='#']")) {
  const there = new IntersectionObserver((seen) => link.parentElement.classList.toggle("there", seen.at(-1).isIntersecting));
  there.observe(document.querySelector(link.hash));
}
