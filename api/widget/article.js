/** The text of a cited article, opened at the quoted paragraph, with its dates and its official address. */

import { sourceDates } from './answer.js';
import { button, h, icon } from './dom.js';
import { capitalised } from './french.js';
import { safeAddress } from './structures.js';

export class ArticleDialog {
  /** @param {import('./answer.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {HTMLElement | null} what had the focus, to give it back */
    this.opener = null;
    this.title = h('h2', { id: `${desk.scope}-article`, tabindex: -1 });
    this.body = h('div', { class: 'article-body' });
    this.element = /** @type {HTMLDialogElement} */ (h('dialog',
      { class: 'article', 'aria-labelledby': `${desk.scope}-article`, onclose: () => this.opener?.focus(),
        onclick: (event) => event.target === this.element && this.element.close(),
        // The panel behind must not take this Escape for its own.
        onkeydown: (event) => event.key === 'Escape' && event.stopPropagation() },
      h('div', { class: 'article-frame' },
        h('div', { class: 'article-head' }, this.title, button('close', 'Fermer l’article', () => this.element.close(), { quiet: true })),
        this.body)));
  }

  /**
   * @param {import('./answer.js').Citation} citation
   * @param {string | null} on ISO date whose law applies
   */
  async open(citation, on) {
    this.opener = /** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement);
    this.title.textContent = capitalised(citation.label);
    const text = h('div', { class: 'law', role: 'region', tabindex: 0, 'aria-label': 'Texte de l’article' }, quoteView(citation.quote),
      h('p', { class: 'said', role: 'status' }, 'Je cherche le texte entier…'));
    this.body.replaceChildren(datesView(citation), text, this.actionsView(citation));
    this.element.showModal();
    this.title.focus();
    try {
      const article = await this.desk.client.article(citation.ref, on);
      text.replaceChildren(...paragraphsView(article, citation.quote));
      text.querySelector('mark')?.scrollIntoView({ block: 'center' });
    } catch (problem) {
      text.replaceChildren(quoteView(citation.quote), h('p', { class: 'said', role: 'alert' },
        `Le texte entier ne peut pas être affiché\u00a0: ${problem.message}`));
    }
  }

  /** @param {import('./answer.js').Citation} citation */
  actionsView(citation) {
    const official = safeAddress(citation.url);
    const quoted = `«\u00a0${citation.quote}\u00a0» (${citation.label}. ${sourceDates(citation)}. ${citation.url})`;
    return h('div', { class: 'row' },
      official && h('a', { class: 'button primary', href: official, target: '_blank', rel: 'noopener noreferrer' },
        icon('external'), h('span', {}, 'Texte officiel'), h('span', { class: 'sr' }, ' (nouvel onglet)')),
      button('copy', 'Copier la citation', () => this.desk.copy(quoted)));
  }
}

/** @param {import('./answer.js').Citation} citation */
function datesView(citation) {
  return h('div', { class: 'dates' },
    h('p', {}, `${sourceDates(citation)}.`),
    citation.used_for && h('p', {}, `Cité pour\u00a0: ${citation.used_for}.`),
    citation.note && h('p', {}, citation.note));
}

/** @param {string} quote */
function quoteView(quote) {
  return h('p', {}, h('mark', {}, quote));
}

/** The paragraphs of the article, the quoted one marked. */
function paragraphsView(article, quote) {
  const path = article.path?.length ? h('p', { class: 'path' }, article.path.join(' › ')) : null;
  const paragraphs = article.paragraphs.map(({ text }) => {
    const start = text.indexOf(quote);
    if (start < 0) return h('p', {}, text);
    return h('p', {}, text.slice(0, start), h('mark', {}, quote), text.slice(start + quote.length));
  });
  return [path, ...paragraphs].filter(Boolean);
}
