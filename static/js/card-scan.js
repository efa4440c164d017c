// The QR code of a citizen card, read in the phone itself: the picture goes nowhere, only its words into the box.

const box = document.querySelector("[data-card-scan]");

async function read(file) {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const found = await detector.detect(await createImageBitmap(file, { imageOrientation: "from-image" }));
  return found.map((code) => code.rawValue).find((text) => text.includes("|")) || "";
}

function offer() {
  const target = document.getElementById(box.dataset.cardScan);
  const label = document.createElement("label");
  label.className = "photo-field";
  const words = document.createElement("b");
  words.textContent = box.dataset.words;
  const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/*" });
  input.setAttribute("capture", "environment");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  label.append(words, input);
  box.prepend(label, said);
  const summary = box.parentElement.querySelector("summary");
  summary.textContent = summary.dataset.scans;
  input.addEventListener("change", async () => {
    const text = input.files.length ? await read(input.files[0]).catch(() => "") : "";
    if (text) target.value = text;
    said.textContent = text ? box.dataset.read : box.dataset.notRead;
    input.value = "";
  });
}

if (box && "BarcodeDetector" in window) {
  BarcodeDetector.getSupportedFormats().then((formats) => formats.includes("qr_code") && offer()).catch(() => {});
}
