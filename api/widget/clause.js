/** A drafted clause: its text as it will read, what is left to fill in, copy and Word file. */

import { tableView } from './calculation.js';
import { button, h, icon } from './dom.js';
import { capitalised } from './french.js';

const GAP = /(\[(?:à compléter|à confirmer)[^\]]*\])/g;
const HEADING = /^(?:Article \d+|\d+\.\d+)\b/;

/**
 * @param {any} clause
 * @param {import('./answer.js').Desk} desk
 * @returns {HTMLElement}
 */
export function clauseView(clause, desk) {
  return h('div', { class: 'clause-view' },
    h('p', { class: 'place' }, `À placer dans\u00a0: ${clause.document}`),
    h('div', { class: 'row' },
      button('copy', 'Copier la clause', () => desk.copy(clause.text), { class: 'primary' }),
      button('download', 'Télécharger en Word', () => desk.save(desk.client.clause(clause.id), `${clause.title}.docx`))),
    h('div', { class: 'paper', role: 'region', tabindex: 0, 'aria-label': `Texte de la clause\u00a0: ${clause.title}` },
      paragraphs(clause.text)),
    clause.to_complete.length > 0 && h('div', { class: 'todo' },
      h('h5', {}, icon('edit'), `Reste à compléter ou à confirmer (${clause.to_complete.length})`),
      h('ul', {}, clause.to_complete.map((point) => h('li', {}, capitalised(point))))),
    variablesView(clause));
}

/** The lines of the text: headings, lines of a table between bars, the rest as paragraphs. */
function paragraphs(text) {
  const shown = [];
  let rows = [];
  const closeTable = () => {
    if (rows.length) shown.push(tableView('', rows[0], rows.slice(1)));
    rows = [];
  };
  text.split('\n').forEach((line, index) => {
    if (line.includes(' | ')) {
      rows.push(line.split(' | '));
      return;
    }
    closeTable();
    if (!line.trim()) return;
    const tag = index === 0 || HEADING.test(line) ? 'strong' : 'span';
    shown.push(h('p', { class: line.startsWith('–') ? 'dash' : null }, h(tag, {}, withGaps(line))));
  });
  closeTable();
  return shown;
}

/** The text with what is left for the buyer marked. */
function withGaps(text) {
  return text.split(GAP).map((part, index) => (index % 2 ? h('mark', {}, part) : part));
}

/** Where each value of the clause comes from. */
function variablesView(clause) {
  const known = clause.variables.filter(({ origin }) => origin !== 'à compléter');
  if (!known.length) return null;
  return h('details', { class: 'fold' },
    h('summary', {}, icon('chevron'), 'D’où viennent les valeurs de cette clause'),
    h('dl', { class: 'facts' }, known.map(({ label, value, origin }) => h('div', {},
      h('dt', {}, label), h('dd', {}, value, h('span', { class: 'origin' }, origin))))));
}
