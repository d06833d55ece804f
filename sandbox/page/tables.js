// The table and data_table blocks.

import { h } from "./dom.js";
import { renderElement } from "./elements.js";
import { textNodes } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 3 });

function cellNodes(cell, block, context) {
  if (cell === null || cell === undefined) return [];
  if (typeof cell === "string") return [cell];
  if (cell.type === "rich_text") return [richText(cell)];
  if (cell.type === "raw_number") return [cell.text ?? number.format(cell.value ?? cell.number)];
  if (cell.type === "raw_text") return [cell.text ?? ""];
  if (cell.action_id) return [renderElement(cell, block, context)];
  if (cell.element) return [renderElement(cell.element, block, context)];
  return textNodes(cell);
}

function alignment(cell, setting) {
  if (setting?.align) return `align-${setting.align}`;
  return cell?.type === "raw_number" ? "align-right" : "";
}

// `like`: a row of the body, whose figures the heading stands above.
function rowNode(cells, { head, like, block, context, rowHeader }) {
  return h(
    "tr",
    null,
    cells.map((cell, at) => {
      const setting = block.column_settings?.[at];
      const isHead = head || at === rowHeader;
      const classes = `${alignment(like?.[at] ?? cell, setting)}${setting?.is_wrapped ? " wrapped" : ""}`;
      return h(
        isHead ? "th" : "td",
        { scope: head ? "col" : isHead ? "row" : null, class: classes },
        cellNodes(cell, block, context),
      );
    }),
  );
}

function frame(name, ...kids) {
  return h("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": name }, kids);
}

export function table(block, context) {
  const [head, ...rows] = block.rows || [];
  const settings = { block, context };
  return h(
    "div",
    { class: "block" },
    frame(
      "Table",
      h(
        "table",
        null,
        h("thead", null, rowNode(head || [], { ...settings, head: true, like: rows[0] })),
        h(
          "tbody",
          null,
          rows.map((row) => rowNode(row, settings)),
        ),
      ),
    ),
  );
}

export function dataTable(block, context) {
  const given = (block.rows || []).map((row) => (Array.isArray(row) ? row : row.cells || []));
  const [head, rows] = block.columns
    ? [block.columns.map((column) => column.header ?? column.name ?? column), given]
    : [given[0] || [], given.slice(1)];
  const size = block.page_size || 10;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const body = h("tbody");
  const where = h("span", { class: "hint", role: "status" });
  let page = 0;
  const step = (by) => {
    page = Math.max(0, Math.min(pages - 1, page + by));
    draw();
  };
  const back = h(
    "button",
    { type: "button", class: "button small", on: { click: () => step(-1) } },
    "Previous rows",
  );
  const next = h(
    "button",
    { type: "button", class: "button small", on: { click: () => step(1) } },
    "Next rows",
  );
  const draw = () => {
    const shown = rows.slice(page * size, page * size + size);
    body.replaceChildren(
      ...shown.map((row) => rowNode(row, { block, context, rowHeader: block.row_header_column_index })),
    );
    where.textContent = `${page * size + 1} to ${page * size + shown.length} of ${rows.length}`;
    back.disabled = page === 0;
    next.disabled = page === pages - 1;
  };
  draw();
  const caption = typeof block.caption === "string" ? block.caption : (block.caption?.text ?? "Table");
  return h(
    "div",
    { class: "block data-table" },
    frame(
      caption,
      h(
        "table",
        null,
        h("caption", null, caption),
        h("thead", null, rowNode(head, { block, context, head: true, like: rows[0] })),
        body,
      ),
    ),
    pages > 1 ? h("div", { class: "pager" }, back, next, where) : null,
  );
}
