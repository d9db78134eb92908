/** One question and its answer: being prepared, answered, interrupted or failed. */

import { answerView } from './answer.js';
import { button, h, icon } from './dom.js';
import { FeedbackForm } from './feedback.js';

const SLOW_AFTER = 8_000;

/**
 * @typedef {import('./answer.js').Answer} Answer
 * @typedef {{retry: () => void, facilitator: string | null}} Around what the turn may ask of its thread
 */

export class Turn {
  /**
   * @param {string} question
   * @param {import('./answer.js').Desk} desk
   * @param {Around} around
   */
  constructor(question, desk, around) {
    this.question = question;
    this.desk = desk;
    this.around = around;
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Record<string, any> & {blocks: any[], citations: any[]}} */
    this.received = { blocks: [], citations: [] };
    this.body = h('div', { class: 'answer' });
    this.element = h('li', { class: 'turn' },
      h('h3', { class: 'question' }, h('span', { class: 'sr' }, 'Votre question\u00a0: '), question), this.body);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.slow = undefined;
  }

  /** Shows that the answer is being prepared. */
  start() {
    this.step = h('span', {}, 'Je lis votre question…');
    this.late = h('p', { class: 'late', hidden: true },
      'C’est plus long que d’habitude. Je continue\u00a0; vous pouvez aussi interrompre et réessayer.');
    this.waiting = h('div', { class: 'waiting' },
      h('p', { class: 'progress' }, h('span', { class: 'pulse', 'aria-hidden': 'true' }), this.step), this.late);
    this.body.replaceChildren(this.waiting);
    this.slow = setTimeout(() => {
      this.late.hidden = false;
      this.desk.announce(this.late.textContent);
    }, SLOW_AFTER);
  }

  /** @param {import('./events.js').ServerEvent} event */
  receive({ name, data }) {
    if (name === 'progress') this.step.textContent = data.label;
    if (name === 'understood' || name === 'citations') this.received[name] = data;
    if (name === 'block') this.received.blocks.push(data);
    // The structures, the clause and the calculation come with the whole answer: their blocks wait for it.
    if (name === 'block') this.body.replaceChildren(...answerView(this.received, this.desk), this.waiting);
  }

  /** @param {Answer} answer */
  finish(answer) {
    clearTimeout(this.slow);
    this.answer = answer;
    this.body.replaceChildren(...answerView(answer, this.desk), this.actionsView(answer));
  }

  /** @param {import('./client.js').Problem} problem */
  fail(problem) {
    clearTimeout(this.slow);
    const retry = button('retry', 'Réessayer', this.around.retry, { class: 'primary' });
    this.body.replaceChildren(h('div', { class: `failure ${problem.code}` }, icon('warning'),
      h('div', {}, h('p', {}, problem.message), waitView(problem, retry), h('div', { class: 'row' }, retry),
        problem.requestId && h('small', {}, `Référence à donner pour signaler le problème\u00a0: ${problem.requestId}`))));
  }

  /** Shows that the person interrupted the answer. */
  interrupt() {
    clearTimeout(this.slow);
    this.body.replaceChildren(h('div', { class: 'row stopped' }, h('p', {}, 'Réponse interrompue.'),
      button('retry', 'Reposer la question', this.around.retry)));
  }

  /** @param {Answer} answer */
  actionsView(answer) {
    const opinion = new FeedbackForm(this.desk, answer.conversation_id, () => this.index());
    const followUps = answer.follow_ups ?? [];
    return h('div', { class: 'after' },
      followUps.length > 0 && h('div', { class: 'follow-ups', role: 'group', 'aria-label': 'Pour continuer' },
        followUps.map((text) => h('button', { type: 'button', class: 'suggestion', onclick: () => this.desk.ask(text) },
          text))),
      h('div', { class: 'row tools', role: 'group', 'aria-label': 'Cette réponse' },
        button('copy', 'Copier la réponse', () => this.desk.copy(answer.text), { quiet: true }),
        button('retry', 'Reposer la question', this.around.retry, { quiet: true }),
        ...opinion.thumbs,
        this.around.facilitator && h('a', { class: 'button', href: this.around.facilitator }, icon('mail'),
          h('span', {}, 'Demander au facilitateur'))),
      opinion.element);
  }

  /** The place of this turn in its conversation, from 0. */
  index() {
    const answered = [...(this.element.parentElement?.querySelectorAll('.turn:has(.after)') ?? [])];
    return answered.indexOf(this.element);
  }
}

/** Why and how long to wait, with the retry button held back until then. */
function waitView(problem, retry) {
  if (!problem.retryAfter) return null;
  const said = h('p', { class: 'wait' });
  let left = Math.ceil(problem.retryAfter);
  retry.toggleAttribute('disabled', true);
  const tick = () => {
    retry.toggleAttribute('disabled', left > 0);
    said.textContent = left > 0 ? `Vous pourrez réessayer dans ${left}\u00a0seconde${left > 1 ? 's' : ''}.`
      : 'Vous pouvez réessayer.';
    left -= 1;
    if (left >= 0) setTimeout(tick, 1_000);
  };
  tick();
  return said;
}
