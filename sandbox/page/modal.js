// Modals: the stack of views, their fields, problems under the fields, waiting, Back and Cancel.

import { act } from "./api.js";
import { inputIds, renderBlocks } from "./blocks.js";
import { focusables, h, icon, redraw, spinner, uid } from "./dom.js";
import { Form } from "./form.js";
import { announce, openLayer, toast } from "./layers.js";
import { textNodes, words } from "./mrkdwn.js";
import { emit, on, store } from "./store.js";

const forms = new Map();
let shown = null; // {id, close, parts} of the view on screen

function formOf(view) {
  if (!forms.has(view.id)) forms.set(view.id, new Form());
  return forms.get(view.id);
}

function contextOf(view) {
  const form = formOf(view);
  form.keep(view.blocks);
  return {
    surface: "modal",
    container: { type: "view", view_id: view.id },
    form,
    callbackId: view.callback_id,
    send: () => (view.submit || hasInputs(view) ? submit() : null),
  };
}

const hasInputs = (view) => view.blocks.some((block) => block.type === "input");
const top = () => store.views.at(-1) ?? null;

function build() {
  const title = uid("modal");
  const parts = {
    title: h("h2", { class: "dialog-title", id: title }),
    back: h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Back", on: { click: () => cancel() } },
      icon("back"),
    ),
    body: h("div", { class: "dialog-body" }),
    trouble: h("div", { class: "form-trouble", role: "alert" }),
    foot: h("div", { class: "dialog-foot" }),
  };
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Close",
      title: "Close",
      on: { click: () => cancel(true) },
    },
    icon("close"),
  );
  const box = h(
    "div",
    { class: "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": title, tabindex: "-1" },
    h("div", { class: "dialog-head" }, parts.back, parts.title, close),
    parts.body,
    parts.trouble,
    parts.foot,
  );
  return { box, parts };
}

// Shows what the stack says now: opens, redraws in place, goes back, or closes.
function drawModal() {
  const view = top();
  if (!view) {
    shown?.close();
    shown = null;
    forms.clear();
    return;
  }
  for (const id of [...forms.keys()]) if (!store.views.some((one) => one.id === id)) forms.delete(id);
  if (!shown) {
    const { box, parts } = build();
    shown = { box, parts };
    fillIn(view);
    shown.close = openLayer(h("div", { class: "overlay" }, box), {
      cancel: () => cancel(),
      first: firstStop,
    });
    emit("acted", { act: "opened_view", as: store.me.id, callback_id: view.callback_id });
  } else if (shown.id !== view.id) {
    fillIn(view);
    (firstStop() || shown.box).focus({ preventScroll: true });
    announce(words(view.title));
    emit("acted", { act: "opened_view", as: store.me.id, callback_id: view.callback_id });
  } else {
    fillIn(view);
    if (!shown.box.contains(document.activeElement))
      (firstStop() || shown.box).focus({ preventScroll: true });
  }
}

function firstStop() {
  const { body, foot } = shown.parts;
  const wanted = body.querySelector("[data-focus]");
  if (wanted) return focusables(wanted.parentElement)[0] || wanted;
  const fields = body.querySelectorAll(".block.input");
  for (const field of fields) if (focusables(field)[0]) return focusables(field)[0];
  return focusables(body)[0] || focusables(foot)[0];
}

function fillIn(view) {
  const { parts } = shown;
  const context = contextOf(view);
  const fresh = shown.id !== view.id;
  shown.id = view.id;
  parts.title.replaceChildren(...textNodes(view.title));
  parts.back.hidden = store.views.length < 2;
  parts.trouble.replaceChildren();
  redraw(parts.body, () => renderBlocks(view.blocks, context));
  // A name in a form leads nowhere: what is beneath the form stays where it is.
  for (const mention of parts.body.querySelectorAll("button.mention")) mention.disabled = true;
  if (fresh) parts.body.scrollTop = 0;
  const send = view.submit || (hasInputs(view) ? "Submit" : null);
  const cancelWords = view.close ? textNodes(view.close) : send ? "Cancel" : "Close";
  redraw(parts.foot, () => [
    h(
      "button",
      { type: "button", class: "button", "data-key": "close", on: { click: () => cancel() } },
      cancelWords,
    ),
    send
      ? h(
          "button",
          {
            type: "button",
            class: "button primary",
            "data-key": "submit",
            "data-submit": "",
            disabled: view.submit_disabled || null,
            on: { click: () => submit() },
          },
          textNodes(send),
        )
      : null,
  ]);
}

async function cancel(all = false) {
  const view = top();
  if (!view) return;
  store.views = all ? [] : store.views.slice(0, -1);
  drawModal();
  try {
    await act("close", { view_id: view.id, all }, { callback_id: view.callback_id });
    emit("acted", { act: "closed_view", as: store.me.id, callback_id: view.callback_id });
  } catch (refusal) {
    toast(refusal.message, "warning");
  }
}

function wait(button, busy) {
  if (!button) return;
  if (busy) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
  button.querySelector(".spinner")?.remove();
  if (busy) button.prepend(spinner());
}

async function submit() {
  const view = top();
  const button = shown.parts.foot.querySelector("[data-submit]");
  if (button?.hasAttribute("aria-busy") || button?.disabled) return;
  clearProblems();
  wait(button, true);
  try {
    const answer = await act(
      "submit",
      { view_id: view.id, state: formOf(view).all() },
      { callback_id: view.callback_id },
    );
    if (answer.result === "errors") showProblems(answer.errors || {});
  } catch (refusal) {
    shown?.parts.trouble.replaceChildren(icon("alert"), refusal.message);
  } finally {
    wait(button, false);
  }
}

function clearProblems() {
  shown.parts.trouble.replaceChildren();
  for (const block of shown.parts.body.querySelectorAll(".block.input.wrong")) clearProblem(block);
}

function clearProblem(block) {
  block.classList.remove("wrong");
  block.querySelector(".field-error").hidden = true;
  for (const node of block.querySelectorAll("[aria-invalid]")) {
    node.removeAttribute("aria-invalid");
    if (block.dataset.described) node.setAttribute("aria-describedby", block.dataset.described);
    else node.removeAttribute("aria-describedby");
  }
}

function showProblem(block, id, sentence) {
  const error = block.querySelector(".field-error");
  const { error: errorId } = inputIds({ block_id: id });
  error.replaceChildren(icon("alert"), sentence);
  error.hidden = false;
  block.classList.add("wrong");
  const control = block.querySelector("[aria-labelledby]");
  control?.setAttribute("aria-invalid", "true");
  control?.setAttribute("aria-describedby", [errorId, block.dataset.described].filter(Boolean).join(" "));
  block.addEventListener("input", () => clearProblem(block), { once: true });
}

function showProblems(errors) {
  if (!shown) return;
  const blocks = new Map(
    [...shown.parts.body.querySelectorAll(".block.input")].map((node) => [node.dataset.block, node]),
  );
  const loose = [];
  for (const [id, sentence] of Object.entries(errors)) {
    if (blocks.has(id)) showProblem(blocks.get(id), id, sentence);
    else loose.push(sentence);
  }
  if (loose.length) shown.parts.trouble.replaceChildren(icon("alert"), loose.join(" "));
  const first = shown.parts.body.querySelector(".block.input.wrong");
  if (!first) return;
  first.scrollIntoView({ block: "nearest" });
  const control = first.querySelector("[aria-invalid]");
  const stop = control?.matches("input, textarea, [contenteditable]") ? control : focusables(first)[0];
  stop?.focus({ preventScroll: true });
  announce(`${words({ type: "plain_text", text: first.querySelector(".field-error").textContent })}`);
}

on("views", drawModal);
