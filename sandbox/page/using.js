// What it means to use an element: ask first where the app wants it, tell the app, show how it went.

import { act } from "./api.js";
import { h, icon } from "./dom.js";
import { ask, toast } from "./layers.js";
import { textNodes, words } from "./mrkdwn.js";

function askFirst(confirm) {
  if (!confirm) return Promise.resolve(true);
  return ask({
    title: words(confirm.title),
    text: textNodes(confirm.text),
    confirm: words(confirm.confirm || "Yes"),
    deny: words(confirm.deny || "No"),
    danger: confirm.style === "danger",
  });
}

// What was chosen, as one string, so that the tour can tell buttons of one action apart.
function chosen(element, raw) {
  return raw.value ?? raw.selected_option?.value ?? element.value ?? null;
}

// Tells the app that an element was used. Shows a waiting state on `node` until the app has answered.
export async function use(context, block, element, raw, node) {
  if (!(await askFirst(element.confirm))) return false;
  node?.setAttribute("aria-busy", "true");
  node?.parentElement?.querySelector(":scope > .trouble")?.remove();
  try {
    await act(
      "press",
      {
        container: context.container,
        block_id: block.block_id,
        action_id: element.action_id,
        raw,
        state: context.form.all(),
      },
      { value: chosen(element, raw), callback_id: context.callbackId },
    );
    return true;
  } catch (refusal) {
    node?.after(
      h(
        "span",
        { class: "trouble", role: "img", "aria-label": refusal.message, title: refusal.message },
        icon("alert"),
      ),
    );
    toast(refusal.message, "warning");
    return false;
  } finally {
    node?.removeAttribute("aria-busy");
  }
}

export function acts(block, element) {
  return block.type !== "input" || Boolean(block.dispatch_action);
}

// Keeps a value of the form and, where the element acts at once, tells the app.
export function touched(context, block, element, raw, node) {
  context.form.set(block.block_id, element.action_id, raw);
  if (acts(block, element)) return use(context, block, element, raw, node);
  return Promise.resolve(true);
}

// An option as Slack sends it back.
export function bare(option) {
  return {
    text: option.text,
    value: option.value,
    ...(option.description ? { description: option.description } : {}),
  };
}
