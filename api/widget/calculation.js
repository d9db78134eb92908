/** The calculation of insertion hours: result, formula, parameters that can be changed and computed again. */

import { h, icon, button } from './dom.js';
import { day, number, typedNumber } from './french.js';
import { hoursRequest, spokenChange } from './hours_request.js';

const ORIGINS = {
  question: 'Votre demande',
  loi: 'Loi',
  profession: 'Profession',
  département: 'Département',
  calcul: 'Calcul',
};
const EDITABLE = new Set(['amount_ht', 'labour_share', 'hourly_cost', 'effort', 'labour_hours', 'cleaning_ratio',
  'transferable_monthly_hours', 'target_hours', 'hours_per_person']);

/**
 * @param {import('./answer.js').Answer} answer
 * @param {import('./answer.js').Desk} desk
 * @returns {HTMLElement}
 */
export function calculationView(answer, desk) {
  const root = h('div', { class: 'calc' });
  const state = { calculation: answer.calculation, changes: {} };

  const show = () => root.replaceChildren(resultView(state), formulaView(state.calculation),
    parametersView(), detailsView(state.calculation));

  /** The values typed that differ from those shown, or the field whose value cannot be read. */
  function typedChanges(form) {
    const changes = { ...state.changes };
    for (const field of form.querySelectorAll('input')) {
      if (field.value === field.defaultValue) continue;
      const value = typedNumber(field.value);
      if (value === null) return { wrong: field };
      changes[field.name] = field.dataset.unit === 'ratio' ? value / 100 : value;
    }
    return { changes };
  }

  async function recompute(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const said = form.querySelector('.said');
    const { changes, wrong } = typedChanges(form);
    for (const field of form.querySelectorAll('input')) field.setAttribute('aria-invalid', String(field === wrong));
    if (wrong) {
      said.textContent = 'Cette valeur n’est pas un nombre. Écrivez par exemple 7 ou 12,5.';
      wrong.focus();
      return;
    }
    said.textContent = 'Je recalcule…';
    try {
      const { calculation } = await desk.client.hours(hoursRequest(answer, changes));
      Object.assign(state, { calculation, changes });
      show();
      desk.announce(`Nouveau résultat\u00a0: ${spokenResult(calculation)}.`);
      root.querySelector('form input')?.focus();
    } catch (problem) {
      said.textContent = problem.message;
    }
  }

  function parametersView() {
    const shares = state.calculation.parameters.filter(({ name }) => name === 'labour_share').length;
    const editable = (parameter) => EDITABLE.has(parameter.name)
      // With several lots there is one share a lot: a single field would not say which.
      && !(parameter.name === 'labour_share' && shares > 1)
      && !(parameter.name === 'amount_ht' && answer.calculation.lots.length);
    const rows = state.calculation.parameters.map((parameter, index) =>
      parameterView(parameter, `${desk.scope}-p${index}`, editable(parameter)));
    const changed = Object.keys(state.changes).length > 0;
    return h('form', { class: 'parameters', novalidate: true, onsubmit: recompute },
      h('h5', {}, 'Les valeurs retenues'),
      h('ul', {}, rows),
      h('p', { class: 'said', role: 'alert' }),
      h('div', { class: 'row' },
        h('button', { type: 'submit', class: 'button primary' }, icon('retry'), h('span', {}, 'Recalculer')),
        changed && button('close', 'Valeurs de départ', () => {
          Object.assign(state, { calculation: answer.calculation, changes: {} });
          show();
          desk.announce('Valeurs de départ rétablies.');
          root.querySelector('form input')?.focus();
        }),
        changed && button('send', 'Retenir ces valeurs', () => desk.ask(spokenChange(state.changes)))));
  }

  show();
  return root;
}

/** @param {{calculation: any, changes: object}} state */
function resultView({ calculation, changes }) {
  const changed = Object.keys(changes).length > 0;
  const range = calculation.low !== null && calculation.high !== null && calculation.low !== calculation.high;
  return h('div', { class: 'result' },
    h('p', { class: 'figure' }, calculation.hours === null ? 'Pas de clause'
      : [h('strong', {}, number(calculation.hours)), ' heures d’insertion']),
    range && h('p', { class: 'range' }, `de ${number(calculation.low)} à ${number(calculation.high)}\u00a0h, selon les valeurs à confirmer`),
    !calculation.clause_advised && h('p', { class: 'range' }, 'La méthode conseille de ne pas fixer de clause.'),
    changed && h('p', { class: 'tag' }, 'Recalculé avec vos valeurs'));
}

/** @param {any} calculation */
function formulaView(calculation) {
  return h('div', { class: 'formula' },
    h('p', {}, calculation.formula),
    h('small', {}, `Méthode\u00a0: ${calculation.method}${calculation.rounding ? `, ${calculation.rounding}` : ''}`));
}

/** @param {any} parameter @param {string} id @param {boolean} editable */
function parameterView(parameter, id, editable) {
  const ratio = parameter.unit === 'ratio';
  const written = number(ratio ? parameter.value * 100 : parameter.value);
  const unit = ratio ? '%' : parameter.unit;
  const bound = (value) => `${number(ratio ? value * 100 : value)}\u00a0${unit}`;
  const range = parameter.low !== null && parameter.high !== null && parameter.low !== parameter.high;
  return h('li', {},
    h(editable ? 'label' : 'span', { class: 'name', for: editable ? id : null }, parameter.label),
    h('span', { class: 'value' },
      editable ? h('input', { id, name: parameter.name, value: written, inputmode: 'decimal', autocomplete: 'off',
        'data-unit': parameter.unit, 'aria-describedby': `${id}-from` }) : h('strong', {}, written),
      h('span', { class: 'unit' }, unit)),
    h('span', { class: 'from', id: `${id}-from` },
      h('span', { class: 'origin' }, ORIGINS[parameter.origin] ?? parameter.origin),
      parameter.origin === 'question' ? null : ` ${parameter.source}`,
      parameter.since && `, depuis le ${day(parameter.since)}`,
      range && `, de ${bound(parameter.low)} à ${bound(parameter.high)}`,
      parameter.to_confirm && h('span', { class: 'tag' }, 'à confirmer')));
}

/** What the hours mean: people, months, lots and years. */
function detailsView(calculation) {
  const rows = [];
  if (calculation.full_time_equivalents !== null && calculation.people !== null) {
    rows.push(h('p', {}, `Soit ${number(calculation.full_time_equivalents)} équivalent temps plein, environ `
      + `${number(calculation.people, 0)} personne${calculation.people > 1 ? 's' : ''}.`));
  }
  if (calculation.feasibility) rows.push(h('p', {}, calculation.feasibility));
  if (calculation.full_term_hours !== null && calculation.firm_hours !== null) {
    rows.push(h('p', {}, `${number(calculation.firm_hours)}\u00a0h sur la durée ferme, `
      + `${number(calculation.full_term_hours)}\u00a0h reconductions comprises.`));
  }
  if (calculation.lots.length) {
    rows.push(tableView('Par lot', ['Lot', 'Montant HT', 'Heures'], calculation.lots.map((lot) =>
      [lot.label, lot.amount_ht === null ? '—' : `${number(lot.amount_ht)}\u00a0€`, `${number(lot.hours)}\u00a0h`])));
  }
  if (calculation.years.length > 1) {
    rows.push(tableView('Par année du marché', ['Année', 'Durée', 'Heures'], calculation.years.map((year) =>
      [`Année ${year.year}`, `${number(year.months)}\u00a0mois`, `${number(year.hours)}\u00a0h`])));
  }
  return h('div', { class: 'meaning' }, rows);
}

/** @param {string} caption @param {string[]} heads @param {string[][]} rows */
export function tableView(caption, heads, rows) {
  return h('table', {}, caption && h('caption', {}, caption),
    h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell))))));
}

/** @param {any} calculation */
function spokenResult(calculation) {
  return calculation.hours === null ? 'pas de clause conseillée' : `${number(calculation.hours)} heures d’insertion`;
}
