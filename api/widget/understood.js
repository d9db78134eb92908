/** What was understood of the market, each fact with the words it was read from and a way to correct it. */

import { button, h, icon } from './dom.js';

/** The beginning of a correction; « … » is what the person replaces. */
const CORRECTIONS = {
  contract: 'C’est un contrat de type …',
  nature: 'C’est un marché de …',
  trade: 'Le métier est …',
  amount_ht: 'Le montant est de … € HT',
  amount_ttc: 'Le montant est de … € TTC',
  amount_per_year: 'Le montant est de … € HT par an',
  amount_ttc_per_year: 'Le montant est de … € TTC par an',
  vat_rate: 'Le taux de TVA est de … %',
  duration: 'La durée est de … mois',
  place: 'Le lieu est …',
  buyer_kind: 'L’acheteur est …',
  effort: 'L’effort d’insertion est de … %',
  labour_share: 'La part de main-d’œuvre est de … %',
  hourly_cost: 'Le coût horaire est de … €',
  labour_hours: 'Le marché représente … heures de travail',
  target_hours: 'L’objectif est de … heures d’insertion',
  transferable_monthly_hours: 'Le personnel à reprendre fait … heures par mois',
  yearly_purchases: 'Nos achats annuels sont de … € HT',
  launch: 'La consultation est lancée le …',
  penalty_per_hour: 'La pénalité est de … € par heure',
};

/**
 * @param {{name: string, label: string, value: string, source: string}[]} facts
 * @param {import('./answer.js').Desk} desk
 * @returns {HTMLElement}
 */
export function understoodView(facts, desk) {
  return h('details', { class: 'fold understood' },
    h('summary', {}, icon('chevron'), h('span', {}, 'Ce que j’ai compris\u00a0: ',
      h('span', { class: 'brief' }, facts.map(({ value }) => value).join(' · ')))),
    h('dl', { class: 'facts' }, facts.map((fact) => h('div', {},
      h('dt', {}, fact.label),
      h('dd', {}, h('span', {}, h('strong', {}, fact.value),
        fact.source && h('small', {}, `lu dans «\u00a0${fact.source}\u00a0»`)),
      button('edit', `Corriger\u00a0: ${fact.label}`, () => desk.prepare(correction(fact)), { quiet: true }))))));
}

/** @param {{name: string, label: string}} fact */
function correction({ name, label }) {
  return CORRECTIONS[name] ?? (name.startsWith('lots.') ? `${label}\u00a0: … de … € HT` : `${label}\u00a0: …`);
}
