// The file field of a form, and the way files are uploaded and shown everywhere.

import { fileAddress, upload } from "./api.js";
import { h, icon, spinner } from "./dom.js";
import { toast } from "./layers.js";
import { touched } from "./using.js";

function sizeWords(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function fileChip(file, remove) {
  return h(
    "span",
    { class: "file-chip", role: "listitem" },
    icon("file"),
    h(
      "span",
      { class: "file-words" },
      h("span", { class: "file-name" }, file.name || file.title),
      h("span", { class: "hint" }, sizeWords(file.size)),
    ),
    remove
      ? h(
          "button",
          {
            type: "button",
            class: "icon-button tiny",
            "aria-label": `Remove ${file.name}`,
            on: { click: remove },
          },
          icon("close"),
        )
      : null,
  );
}

export function fileCard(file) {
  if (/^image\//.test(file.mimetype || "")) {
    return h(
      "a",
      { class: "file-picture", href: fileAddress(file.id), target: "_blank", rel: "noopener" },
      h("img", { src: fileAddress(file.id), alt: file.alt_txt || file.title || file.name, loading: "lazy" }),
      h("span", { class: "hint" }, file.name),
    );
  }
  return h(
    "a",
    { class: "file-chip card", href: fileAddress(file.id), download: file.name },
    icon("file"),
    h(
      "span",
      { class: "file-words" },
      h("span", { class: "file-name" }, file.title || file.name),
      h(
        "span",
        { class: "hint" },
        [file.title === file.name ? null : file.name, sizeWords(file.size)].filter(Boolean).join(" · "),
      ),
    ),
  );
}

// Lets files be dropped on `zone`.
export function dropZone(zone, take) {
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    zone.classList.add("dropping");
  };
  zone.addEventListener("dragenter", over);
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("dropping");
  });
  zone.addEventListener("drop", (event) => {
    zone.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}

export function fileField(element, block, context, labels) {
  const most = element.max_files || 10;
  const kinds = (element.filetypes || []).map((kind) => kind.toLowerCase());
  let files = context.form.get(block.block_id, element.action_id)?.files ?? [];
  const shown = h("div", { class: "file-list", role: "list" });
  const input = h("input", {
    type: "file",
    class: "visually-hidden",
    multiple: most > 1,
    accept: kinds.map((kind) => `.${kind}`).join(",") || null,
    "data-key": `${block.block_id}/${element.action_id}`,
    ...labels,
  });
  const box = h(
    "div",
    { class: "file-drop" },
    input,
    h(
      "button",
      {
        type: "button",
        class: "button small",
        "aria-hidden": "true",
        tabindex: "-1",
        on: { click: () => input.click() },
      },
      icon("clip"),
      " Choose a file",
    ),
    h(
      "span",
      { class: "hint" },
      `or drop ${most > 1 ? `up to ${most} files` : "it"} here${kinds.length ? ` (${kinds.join(", ")})` : ""}`,
    ),
    shown,
  );
  const draw = () =>
    shown.replaceChildren(
      ...files.map((file) => fileChip(file, () => set(files.filter((one) => one !== file)))),
    );
  const set = (next) => {
    files = next;
    touched(context, block, element, { files }, null);
    draw();
  };
  const take = async (picked) => {
    for (const file of picked) {
      const kind = file.name.split(".").pop().toLowerCase();
      if (kinds.length && !kinds.includes(kind))
        toast(`${file.name} is not one of: ${kinds.join(", ")}.`, "warning");
      else if (file.size > 10 * 1024 * 1024) toast(`${file.name} is larger than 10 MB.`, "warning");
      else if (files.length >= most)
        toast(`${most} ${most === 1 ? "file" : "files"} at most. Remove one first.`, "warning");
      else await send(file);
    }
  };
  const send = async (file) => {
    const waiting = spinner(`Uploading ${file.name}`);
    shown.append(waiting);
    try {
      set([...files, await upload(file)]);
    } catch (refusal) {
      waiting.remove();
      toast(refusal.message, "warning");
    }
  };
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  dropZone(box, take);
  draw();
  return box;
}
