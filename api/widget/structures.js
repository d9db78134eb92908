/** The structures found: a map without outside tiles, and one card each with its reasons and its unknowns. */

import { h, icon } from './dom.js';
import { capitalised, number } from './french.js';
import { mapView } from './map.js';

/**
 * @param {import('./answer.js').Answer} answer
 * @param {import('./answer.js').Desk} desk
 * @returns {HTMLElement}
 */
export function structuresView(answer, desk) {
  return h('div', { class: 'structures-view' },
    mapView(answer.structures),
    h('ol', { class: 'cards' }, answer.structures.map((structure, index) => card(structure, index + 1, desk))));
}

/** @param {any} structure @param {number} rank @param {import('./answer.js').Desk} desk */
function card(structure, rank, desk) {
  const id = `${desk.scope}-s${rank}`;
  return h('li', { class: 'card', 'aria-labelledby': id },
    h('span', { class: 'rank', 'aria-hidden': 'true' }, rank),
    h('h5', { id }, structure.name),
    h('p', { class: 'kind' }, h('strong', { class: 'tag' }, structure.kind), ' ', capitalised(structure.kind_label)),
    h('p', { class: 'where' }, [structure.city, structure.distance_km !== null
      && `à ${number(structure.distance_km, 0)}\u00a0km`].filter(Boolean).join(', ')),
    structure.reasons.length > 0 && h('ul', { class: 'reasons' }, structure.reasons.map((reason) =>
      h('li', {}, icon('check'), reason))),
    contactView(structure),
    structure.unknown.length > 0 && h('details', { class: 'fold unknown' },
      h('summary', {}, icon('chevron'), 'À vérifier avec elle'),
      h('ul', {}, structure.unknown.map((point) => h('li', {}, point)),
        structure.source && h('li', {}, `Source\u00a0: ${structure.source}`))));
}

/** Address, phone, e-mail and site; only what the directory holds. */
function contactView(structure) {
  const address = [structure.address, [structure.postal_code, structure.city].filter(Boolean).join(' ')]
    .filter(Boolean).join(', ');
  const site = safeAddress(structure.website);
  return h('ul', { class: 'contact' },
    address && h('li', {}, address),
    structure.phone && h('li', {}, h('a', { href: `tel:${structure.phone.replace(/[^\d+]/g, '')}` }, structure.phone)),
    structure.email && h('li', {}, h('a', { href: `mailto:${encodeURIComponent(structure.email)}` }, structure.email)),
    site && h('li', {}, h('a', { href: site, target: '_blank', rel: 'noopener noreferrer' }, 'Site internet',
      icon('external'), h('span', { class: 'sr' }, ' (nouvel onglet)'))),
    structure.siret && h('li', { class: 'siret' }, `SIRET ${structure.siret}`));
}

/**
 * A web address, or nothing when it is anything else (a script, a file).
 * @param {string | null} address
 * @returns {string | null}
 */
export function safeAddress(address) {
  if (!address) return null;
  try {
    const url = new URL(/^[a-z][a-z+.-]*:/i.test(address) ? address : `https://${address}`);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
