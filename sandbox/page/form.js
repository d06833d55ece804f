// What somebody has touched in one message, modal or Home: block id, action id, raw state.

export class Form {
  constructor() {
    this.values = {};
  }

  get(block, action) {
    return this.values[block]?.[action] ?? null;
  }

  set(block, action, raw) {
    (this.values[block] ??= {})[action] = raw;
  }

  all() {
    return this.values;
  }

  // Typed input survives a new version of the view only where block id and action id stayed the same.
  keep(blocks) {
    const present = new Set();
    const walk = (block) => {
      const elements = [
        block.element,
        block.accessory,
        ...(block.elements || []),
        ...(block.actions || []),
      ].filter(Boolean);
      for (const element of elements) {
        if (element.action_id) present.add(`${block.block_id}/${element.action_id}`);
        if (element.type === "card") walk(element);
      }
      (block.child_blocks || []).forEach(walk);
    };
    (blocks || []).forEach(walk);
    for (const [block, actions] of Object.entries(this.values)) {
      for (const action of Object.keys(actions)) {
        if (!present.has(`${block}/${action}`)) delete actions[action];
      }
      if (!Object.keys(actions).length) delete this.values[block];
    }
  }
}
