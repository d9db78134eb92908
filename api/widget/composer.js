/** Where the question is typed: the field, its send button, and the stop button that replaces it meanwhile. */

import { button, h, icon } from './dom.js';

const MAX_MESSAGE = 8_000;

export class Composer {
  /**
   * @param {string} id of the field
   * @param {{onSubmit: (question: string) => void, onStop: () => void, isBusy: () => boolean}} around
   */
  constructor(id, around) {
    this.around = around;
    this.input = /** @type {HTMLTextAreaElement} */ (h('textarea', { id, rows: 1, maxlength: MAX_MESSAGE,
      placeholder: 'Votre question ou votre marché', autocomplete: 'off', enterkeyhint: 'send',
      oninput: () => this.fit(),
      onkeydown: (event) => {
        // Shortcuts of the page around must not fire while a question is typed; Escape stays ours.
        if (event.key !== 'Escape') event.stopPropagation();
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.submit();
        }
      } }));
    this.sendButton = h('button', { type: 'submit', class: 'button send' }, icon('send'), h('span', { class: 'sr' }, 'Envoyer'));
    this.stopButton = button('stop', 'Interrompre', () => around.onStop(), { quiet: true, class: 'send', hidden: true });
    this.element = h('form', { class: 'composer', onsubmit: (event) => {
      event.preventDefault();
      this.submit();
    } },
    h('label', { class: 'sr', for: id }, 'Votre question (Entrée pour envoyer, Maj et Entrée pour aller à la ligne)'),
    this.input, this.sendButton, this.stopButton);
  }

  focus() {
    this.input.focus();
  }

  submit() {
    const question = this.input.value.trim();
    if (!question || this.around.isBusy()) return;
    this.input.value = '';
    this.fit();
    this.around.onSubmit(question);
  }

  /** The field grows with its text, up to what its style allows. */
  fit() {
    this.input.style.height = 'auto';
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  /**
   * Puts the beginning of a message in the field; « … » is selected for the person to replace.
   * @param {string} text
   */
  prepare(text) {
    if (text) this.input.value = text;
    this.fit();
    this.focus();
    const gap = this.input.value.indexOf('…');
    if (gap >= 0) this.input.setSelectionRange(gap, gap + 1);
  }

  /** @param {boolean} busy */
  showBusy(busy) {
    const root = /** @type {ShadowRoot | Document} */ (this.element.getRootNode());
    const focused = root.activeElement;
    this.sendButton.hidden = busy;
    this.stopButton.hidden = !busy;
    if (focused === this.sendButton || focused === this.stopButton) this.focus();
  }
}
