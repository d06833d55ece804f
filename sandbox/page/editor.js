// A simple editor for rich text: bold, italic, strike, code, lists; its value is a rich_text block.

import { h } from "./dom.js";
import { words } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { touched } from "./using.js";

const STYLES = {
  B: "bold",
  STRONG: "bold",
  I: "italic",
  EM: "italic",
  S: "strike",
  STRIKE: "strike",
  DEL: "strike",
  CODE: "code",
  U: "underline",
};
const TOOLS = [
  ["bold", "B", "Bold"],
  ["italic", "I", "Italic"],
  ["strikeThrough", "S", "Strike through"],
  ["insertUnorderedList", "•", "List"],
  ["insertOrderedList", "1.", "Numbered list"],
];

function readInline(node, style, into) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const text = child.data.replace(/\u00a0/g, " ");
      if (text)
        into.push({ type: "text", text, ...(Object.keys(style).length ? { style: { ...style } } : {}) });
    } else if (child.nodeName === "BR") {
      into.push({ type: "text", text: "\n" });
    } else if (child.nodeName === "A") {
      into.push({ type: "link", url: child.href, text: child.textContent });
    } else {
      const name = STYLES[child.nodeName];
      readInline(child, name ? { ...style, [name]: true } : style, into);
    }
  }
  return into;
}

const hasWords = (elements) => elements.some((part) => (part.text || "").trim());

// The editor's nodes as a rich_text block, or null where nothing is written.
function readEditor(root) {
  const groups = [];
  let loose = [];
  const flush = () => {
    while (loose.at(-1)?.text === "\n") loose.pop();
    if (loose.length) groups.push({ type: "rich_text_section", elements: loose });
    loose = [];
  };
  for (const child of root.childNodes) {
    if (child.nodeName === "UL" || child.nodeName === "OL") {
      flush();
      const items = [...child.children].map((item) => ({
        type: "rich_text_section",
        elements: readInline(item, {}, []),
      }));
      groups.push({
        type: "rich_text_list",
        style: child.nodeName === "OL" ? "ordered" : "bullet",
        indent: 0,
        elements: items,
      });
    } else if (child.nodeName === "DIV" || child.nodeName === "P") {
      if (loose.length) loose.push({ type: "text", text: "\n" });
      readInline(child, {}, loose);
    } else {
      readInline({ childNodes: [child] }, {}, loose);
    }
  }
  flush();
  const all = groups.flatMap((group) =>
    group.type === "rich_text_list" ? group.elements.flatMap((item) => item.elements) : group.elements,
  );
  return hasWords(all) ? { type: "rich_text", elements: groups } : null;
}

export function editor(element, block, context, labels) {
  const kept = context.form.get(block.block_id, element.action_id);
  const start = kept ? kept.rich_text_value : element.initial_value;
  const area = h("div", {
    class: "field editor",
    contenteditable: "true",
    role: "textbox",
    "aria-multiline": "true",
    dir: "auto",
    "data-key": `${block.block_id}/${element.action_id}`,
    "data-placeholder": element.placeholder ? words(element.placeholder) : "",
    "data-focus": element.focus_on_load ? "" : null,
    ...labels,
  });
  if (start) area.append(...richText(start).childNodes);
  area.style.minHeight = `${(element.min_lines || 3) * 1.5}em`;
  const changed = () => {
    const value = readEditor(area);
    area.classList.toggle("empty", !value && !area.querySelector("li"));
    context.form.set(block.block_id, element.action_id, { rich_text_value: value });
  };
  const tools = TOOLS.map(([command, sign, label]) =>
    h(
      "button",
      {
        type: "button",
        class: `tool tool-${command}`,
        "aria-label": label,
        title: label,
        on: {
          pointerdown: (event) => event.preventDefault(),
          click: () => {
            area.focus();
            document.execCommand(command);
            changed();
          },
        },
      },
      sign,
    ),
  );
  const code = h(
    "button",
    {
      type: "button",
      class: "tool",
      "aria-label": "Code",
      title: "Code",
      on: {
        pointerdown: (event) => event.preventDefault(),
        click: () => {
          wrapCode(area);
          changed();
        },
      },
    },
    "‹›",
  );
  area.addEventListener("input", changed);
  area.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && context.send) {
      event.preventDefault();
      context.send();
    }
  });
  if (block.dispatch_action)
    area.addEventListener("blur", () =>
      touched(context, block, element, { rich_text_value: readEditor(area) }, area),
    );
  area.classList.toggle("empty", !start);
  return h(
    "div",
    { class: "editor-frame" },
    h("div", { class: "tools", role: "toolbar", "aria-label": "Formatting" }, tools, code),
    area,
  );
}

function wrapCode(area) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !area.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const code = h("code", null, range.toString());
  range.deleteContents();
  range.insertNode(code);
  selection.collapse(code, 1);
}
