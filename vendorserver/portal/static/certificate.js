// Opens a PKCS#12 file in the browser and signs the server's question; key and password stay here.
"use strict";

const OID = {
  data: "2a864886f70d010701",
  encrypted: "2a864886f70d010706",
  keyBag: "2a864886f70d010c0a0102",
  certificateBag: "2a864886f70d010c0a0103",
  localKey: "2a864886f70d010915",
  pbes2: "2a864886f70d01050d",
  rsa: "2a864886f70d010101",
};
const DIGESTS = {
  "2a864886f70d0207": "SHA-1",
  "2a864886f70d0209": "SHA-256",
  "2a864886f70d020a": "SHA-384",
  "2a864886f70d020b": "SHA-512",
};
const KEY_BITS = {
  "60864801650304012a": 256,
  "608648016503040116": 192,
  "608648016503040102": 128,
};
const CURVES = { "2a8648ce3d030107": "P-256", "2b81040022": "P-384" };

// One element of DER: its tag, its content, and, where it holds others, those.
function read(bytes) {
  const found = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    const tag = bytes[at++];
    let length = bytes[at++];
    if (length > 0x80) {
      let count = length & 0x7f;
      length = 0;
      while (count--) length = length * 256 + bytes[at++];
    } else if (length === 0x80) {
      throw new Error("indefinite length");
    }
    const content = bytes.subarray(at, at + length);
    if (content.length !== length) throw new Error("cut off");
    at += length;
    found.push({ tag, content, whole: bytes.subarray(start, at) });
  }
  return found;
}

const parts = (element) => read(element.content);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const number = (bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

async function decrypt(algorithm, bytes, password) {
  const [kind, settings] = parts(algorithm);
  if (hex(kind.content) !== OID.pbes2) throw new Error("old format");
  const [derivation, cipher] = parts(settings);
  const [salt, iterations, ...rest] = parts(parts(derivation)[1]);
  const digest = rest.find((one) => one.tag === 0x30);
  const [name, iv] = parts(cipher);
  const secret = await crypto.subtle.importKey(
    "raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    {
      name: "PBKDF2",
      salt: salt.content,
      iterations: number(iterations.content),
      hash: digest ? DIGESTS[hex(parts(digest)[0].content)] : "SHA-1",
    },
    secret, { name: "AES-CBC", length: KEY_BITS[hex(name.content)] }, false, ["decrypt"]);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: iv.content }, key, bytes));
}

async function safes(file, password) {
  const [, authSafe] = parts(read(file)[0]);
  const inside = read(parts(parts(authSafe)[1])[0].content)[0];
  const found = [];
  for (const info of parts(inside)) {
    const [kind, wrapped] = parts(info);
    if (hex(kind.content) === OID.data) found.push(parts(wrapped)[0].content);
    if (hex(kind.content) === OID.encrypted) {
      const [, algorithm, sealed] = parts(parts(parts(wrapped)[0])[1]);
      found.push(await decrypt(algorithm, sealed.content, password));
    }
  }
  return found.flatMap((safe) => parts(read(safe)[0]));
}

function mark(bag) {
  const attributes = parts(bag)[2];
  const mine = attributes && parts(attributes).find((one) => hex(parts(one)[0].content) === OID.localKey);
  return mine ? hex(parts(parts(mine)[1])[0].content) : "";
}

async function open(file, password) {
  const bags = await safes(file, password);
  const of = (kind) => bags.filter((bag) => hex(parts(bag)[0].content) === kind);
  const [keyBag] = of(OID.keyBag);
  const certificates = of(OID.certificateBag);
  const own = certificates.find((bag) => mark(bag) && mark(bag) === mark(keyBag)) || certificates[0];
  const [algorithm, sealed] = parts(parts(parts(keyBag)[1])[0]);
  const pkcs8 = await decrypt(algorithm, sealed.content, password);
  const certificate = parts(parts(parts(parts(own)[1])[0])[1])[0].content;
  return { pkcs8, certificate };
}

async function sign(pkcs8, text) {
  const [kind, curve] = parts(parts(read(pkcs8)[0])[1]);
  const way = hex(kind.content) === OID.rsa
    ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
    : { name: "ECDSA", namedCurve: CURVES[hex(curve.content)], hash: "SHA-256" };
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, way, false, ["sign"]);
  return crypto.subtle.sign(way, key, new TextEncoder().encode(text));
}

for (const form of document.querySelectorAll("form.certificate")) {
  const [file, password] = form.querySelectorAll(".with-script input");
  const wrong = form.querySelector(".with-script .notice");
  form.querySelector(".with-script").hidden = !window.crypto?.subtle;
  form.querySelector(".with-script button").addEventListener("click", async () => {
    wrong.hidden = true;
    try {
      const bytes = new Uint8Array(await file.files[0].arrayBuffer());
      const opened = await open(bytes, password.value);
      const question = form.querySelector("#question").value;
      const place = form.querySelector("#certificate");
      if (place) place.value = base64(opened.certificate);
      form.querySelector("#signature").value = base64(await sign(opened.pkcs8, question));
      password.value = "";
      form.submit();
    } catch {
      wrong.textContent = form.dataset.wrong;
      wrong.hidden = false;
    }
  });
}
