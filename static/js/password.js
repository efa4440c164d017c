// A password that can be looked at while it is typed.

for (const eye of document.querySelectorAll("[data-eye]")) {
  const box = document.getElementById(eye.dataset.eye);
  const words = eye.querySelector("span");
  const show = words.textContent;
  eye.hidden = false;
  eye.addEventListener("click", () => {
    const shown = box.type === "password";
    box.type = shown ? "text" : "password";
    words.textContent = shown ? eye.dataset.hide : show;
    eye.setAttribute("aria-pressed", shown);
  });
  // What is sent or kept by the browser is a password again.
  box.form.addEventListener("submit", () => { box.type = "password"; });
}
