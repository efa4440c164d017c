// Photographs: shown before sending, and made small in the phone so they travel on a weak line.
// A field marked data-sends goes as soon as its photographs are chosen, by the button of that id.

async function smaller(file, edge) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= 300000) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const paint = canvas.getContext("2d");
  paint.fillStyle = "white";
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let blob;
  for (const quality of [0.82, 0.72, 0.6]) {
    blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob?.size <= 300000) break;
  }
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

function preview(input, files) {
  const box = document.querySelector(`[data-previews="${input.id}"]`);
  if (!box) return;
  for (const old of box.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  box.replaceChildren(...files.filter((f) => f.type.startsWith("image/")).map((file) => {
    const img = document.createElement("img");
    img.src = URL.createObjectURL(file);
    img.alt = file.name;
    return img;
  }));
}

async function chosen(input) {
  const files = [...input.files];
  preview(input, files);
  const sends = document.getElementById(input.dataset.sends);
  const button = sends || input.form?.querySelector("[type=submit]");
  if (button) button.disabled = true;
  if (sends) {
    sends.dataset.idle = sends.innerHTML;
    sends.textContent = sends.dataset.busy;
    const said = document.createElement("p");
    said.textContent = sends.dataset.busy;
    document.querySelector(`[data-previews="${input.id}"]`)?.prepend(said);
  }
  try {
    const bag = new DataTransfer();
    for (const file of files) {
      bag.items.add(await smaller(file, Number(input.dataset.photo) || 1600).catch(() => file));
    }
    input.files = bag.files;
  } catch { /* an old browser sends the photograph as it is */ }
  if (button) button.disabled = false;
  if (sends) input.form.requestSubmit(sends);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-photo]") && event.target.files.length) chosen(event.target);
});
