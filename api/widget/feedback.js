/** A thumb up or down on an answer, then a comment for those who wish. */

import { button, h } from './dom.js';

export class FeedbackForm {
  /**
   * @param {import('./answer.js').Desk} desk
   * @param {string | null} conversationId
   * @param {() => number} turn place of the answer in the conversation, from 0
   */
  constructor(desk, conversationId, turn) {
    this.desk = desk;
    this.conversationId = conversationId;
    this.turn = turn;
    this.thumbs = [this.thumb('up', 'Réponse utile', 'utile'), this.thumb('down', 'Réponse pas utile', 'pas utile')];
    this.element = h('div', { class: 'opinion', hidden: true });
  }

  /** @param {'up' | 'down'} drawing @param {string} text @param {string} rating */
  thumb(drawing, text, rating) {
    const thumb = button(drawing, text, () => this.rate(thumb, rating), { quiet: true, 'aria-pressed': 'false' });
    return thumb;
  }

  /** @param {HTMLElement} chosen @param {string} rating */
  async rate(chosen, rating) {
    for (const thumb of this.thumbs) thumb.setAttribute('aria-pressed', String(thumb === chosen));
    const said = h('p', { class: 'said', role: 'status' });
    const comment = h('textarea', { id: `${this.desk.scope}-comment`, rows: 2, maxlength: 2000 });
    const send = async () => {
      if (await this.keep({ rating, comment: comment.value.trim() }, said)) {
        this.element.replaceChildren(h('p', { tabindex: -1 }, 'Merci, votre avis est transmis au facilitateur.'));
        this.element.querySelector('p')?.focus();
      }
    };
    this.element.replaceChildren(said,
      h('label', { for: comment.id }, 'Un commentaire\u00a0? (facultatif)'), comment,
      h('div', { class: 'row' }, button('send', 'Envoyer le commentaire', send)));
    this.element.hidden = false;
    if (await this.keep({ rating }, said)) said.textContent = 'Merci, votre avis est gardé.';
  }

  /**
   * @param {{rating: string, comment?: string}} opinion
   * @param {HTMLElement} said where a failure is told
   */
  async keep(opinion, said) {
    try {
      await this.desk.client.feedback({ ...opinion, conversation_id: this.conversationId, turn: this.turn() });
      return true;
    } catch (problem) {
      said.textContent = `Votre avis n’a pas pu être gardé\u00a0: ${problem.message}`;
      return false;
    }
  }
}
