/** What an empty conversation shows: what the assistant does, and first questions to ask. */

import { h } from './dom.js';

const SUGGESTIONS = [
  'Ce marché de nettoyage peut-il être réservé\u00a0?',
  'Combien d’heures d’insertion pour un chantier de 1,2\u00a0M€ HT sur 14\u00a0mois\u00a0?',
  'Rédige la clause d’insertion pour un lot peinture de 150\u00a0000\u00a0€ HT',
  'Qui peut faire l’entretien d’espaces verts près de Dax\u00a0?',
  'Suis-je obligé de prévoir une considération sociale\u00a0?',
];

/**
 * @param {string | null} given questions of the page, separated by « | »
 * @param {(question: string) => void} ask
 */
export function welcomeView(given, ask) {
  const suggestions = given ? given.split('|').map((text) => text.trim()).filter(Boolean) : SUGGESTIONS;
  return h('div', { class: 'welcome' },
    h('h3', {}, 'Bonjour. Quelle est votre question\u00a0?'),
    h('p', {}, 'Marchés réservés, heures d’insertion, clauses, structures des Landes\u00a0: je réponds à partir des '
      + 'textes, que je cite avec leurs dates, et je dis quand je ne sais pas.'),
    h('ul', {}, suggestions.map((text) => h('li', {},
      h('button', { type: 'button', class: 'suggestion', onclick: () => ask(text) }, text)))));
}
