/** From an answer and the values a person changed, to a request for `/api/hours` or a message. */

import { number } from './french.js';

/** Parameters that `/api/hours` accepts by name; the others follow from the market described in words. */
const ACCEPTED = ['amount_ht', 'labour_share', 'hourly_cost', 'effort', 'labour_hours', 'cleaning_ratio',
  'transferable_monthly_hours', 'target_hours', 'hours_per_person'];

const SPOKEN = {
  amount_ht: (value) => `un montant de ${number(value)}\u00a0€ HT`,
  labour_share: (value) => `une part de main-d’œuvre de ${number(value * 100)}\u00a0%`,
  hourly_cost: (value) => `un coût horaire de ${number(value)}\u00a0€`,
  effort: (value) => `un effort d’insertion de ${number(value * 100)}\u00a0%`,
  labour_hours: (value) => `un volume de ${number(value)}\u00a0heures de travail`,
  transferable_monthly_hours: (value) => `${number(value)}\u00a0heures par mois de personnel à reprendre`,
  target_hours: (value) => `un objectif de ${number(value)}\u00a0heures d’insertion`,
};

/**
 * The same market with other values: what the user said of it, in their own words, and each value in its field.
 * @param {import('./answer.js').Answer} answer
 * @param {Record<string, number>} changes
 */
export function hoursRequest(answer, changes) {
  const { calculation, understood } = answer;
  const words = [...new Set(understood.map(({ source }) => source).filter(Boolean))];
  /** @type {Record<string, any>} */
  const request = { market: words.join('\u00a0; '), method: calculation.method, as_of: answer.as_of };
  for (const { name, value, origin } of calculation.parameters) {
    const ofLots = calculation.lots.length > 0 && name === 'amount_ht';
    if (origin === 'question' && ACCEPTED.includes(name) && !ofLots) request[name] = value;
  }
  if (understood.some(({ name, value }) => name === 'amount_covers_renewals' && value === 'oui')) {
    request.amount_covers_renewals = true;
  }
  return { ...request, ...changes };
}

/**
 * The message that takes the changed values into the conversation.
 * @param {Record<string, number>} changes
 */
export function spokenChange(changes) {
  const said = Object.entries(changes).filter(([name]) => SPOKEN[name]).map(([name, value]) => SPOKEN[name](value));
  return `Refais le calcul avec ${said.join(', ')}.`;
}
