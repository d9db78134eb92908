/** What can be done with the whole conversation: begin another, export, copy, write to the facilitator, erase. */

import { button, h, icon } from './dom.js';

/**
 * @typedef {{startAgain: () => void, exportWord: () => void, copyAll: () => void, erase: () => void}} Actions
 * @param {import('./thread.js').Thread} thread
 * @param {Actions} actions
 */
export function menuView(thread, actions) {
  const items = h('ul', {});
  const menu = /** @type {HTMLDetailsElement} */ (h('details', { class: 'menu',
    ontoggle: () => items.replaceChildren(...(menu.open ? menuItems(menu, thread, actions) : [])),
    onfocusout: (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    },
    onkeydown: (event) => {
      if (event.key !== 'Escape' || !menu.open) return;
      event.stopPropagation();
      event.preventDefault();
      menu.open = false;
      menu.querySelector('summary')?.focus();
    } },
  h('summary', { class: 'button round', title: 'Conversation' }, icon('more'), h('span', { class: 'sr' }, 'Conversation')),
  items));
  return h('div', { class: 'tools' },
    button('plus', 'Nouvelle conversation', actions.startAgain, { quiet: true }), menu);
}

/**
 * @param {HTMLDetailsElement} menu
 * @param {import('./thread.js').Thread} thread
 * @param {Actions} actions
 */
function menuItems(menu, thread, actions) {
  const started = thread.turns.some(({ answer }) => answer);
  const item = (drawing, text, action) => h('li', {}, button(drawing, text, () => {
    menu.open = false;
    menu.querySelector('summary')?.focus();
    action();
  }, { disabled: !started }));
  const link = thread.facilitatorLink();
  return [
    item('download', 'Exporter en Word', actions.exportWord),
    item('copy', 'Copier la conversation', actions.copyAll),
    link && h('li', {}, h('a', { class: 'button', href: link }, icon('mail'), h('span', {}, 'Demander au facilitateur'))),
    item('trash', 'Effacer cette conversation', actions.erase),
  ].filter(Boolean);
}
