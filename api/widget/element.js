/** The custom element: its button, its panel, and what ties them to the conversation. */

import { ArticleDialog } from './article.js';
import { Client } from './client.js';
import { Composer } from './composer.js';
import { button, h, icon } from './dom.js';
import { day } from './french.js';
import { menuView } from './menu.js';
import { sheet } from './styles.js';
import { Thread } from './thread.js';
import { welcomeView } from './welcome.js';

const PHONE = '(max-width: 600px)';
const ENGINES = { deterministic: 'règles et textes, sans modèle de langage' };
let made = 0;

export class AssistantClauses extends HTMLElement {
  static observedAttributes = ['theme'];

  constructor() {
    super();
    made += 1;
    this.scope = `assistant-${made}`;
    /** @type {Client | null} the access to the API; a page may give its own before the element is connected */
    this.client = null;
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }

  /** @returns {boolean} */
  get isInline() {
    return this.getAttribute('mode') === 'inline';
  }

  /** @returns {string} with its final slash */
  get endpoint() {
    const given = this.getAttribute('endpoint') || new URL('..', import.meta.url).href;
    return new URL(given.endsWith('/') ? given : `${given}/`, document.baseURI).href;
  }

  connectedCallback() {
    if (this.root) return;
    this.client ??= new Client(this.endpoint);
    this.build();
    if (this.isInline) this.ready();
  }

  disconnectedCallback() {
    this.thread?.stop();
  }

  attributeChangedCallback() {
    this.root?.setAttribute('data-theme', this.getAttribute('theme') ?? 'auto');
  }

  /** Opens the panel and puts the focus where the next question is typed. */
  open() {
    if (this.isInline || this.panel.open) return;
    if (matchMedia(PHONE).matches) this.panel.showModal();
    else this.panel.show();
    this.root.classList.add('open');
    this.launcher.setAttribute('aria-expanded', 'true');
    this.composer.focus();
    this.ready();
  }

  /** Closes the panel and gives the focus back to its button. */
  close() {
    if (this.isInline || !this.panel.open) return;
    this.panel.close();
    this.root.classList.remove('open');
    this.launcher.setAttribute('aria-expanded', 'false');
    this.launcher.focus();
  }

  /**
   * Asks a question as if it had been typed.
   * @param {string} question
   */
  ask(question) {
    const text = question.trim();
    if (text) return this.thread.ask(text);
    return undefined;
  }

  /** Learns whom to write to and shows the conversation kept from an earlier page, once. */
  ready() {
    this.preparing ??= this.prepareThread();
  }

  async prepareThread() {
    // Without an answer there is simply no one to write to.
    this.thread.facilitator ??= await this.client.facilitator().catch(() => null);
    await this.thread.restore();
  }

  build() {
    const desk = {
      client: this.client,
      scope: this.scope,
      ask: (text) => this.ask(text),
      prepare: (text) => this.composer.prepare(text),
      announce: (text) => { this.status.textContent = text; },
      openArticle: (citation, on) => this.article.open(citation, on),
      copy: (text) => this.copy(text),
      save: (file, name) => this.save(file, name),
    };
    this.thread = new Thread(desk, {
      onBusy: (busy) => this.composer.showBusy(busy),
      onShown: (answer) => this.showEngine(answer),
      onAnswer: (question, answer) => this.tell('assistant:answer', { question, answer }),
      onError: ({ status, code, message, requestId }) =>
        this.tell('assistant:error', { status, code, message, requestId }),
      onFirst: () => { this.welcome.hidden = true; },
      notify: (text) => this.notify(text),
    }, this.getAttribute('facilitator-email'));
    this.article = new ArticleDialog(desk);
    this.launcher = h('button', { type: 'button', class: 'launcher', 'aria-expanded': 'false',
      'aria-haspopup': 'dialog', onclick: () => this.open() }, icon('mark'), h('span', {}, this.name));
    this.panel = this.panelView();
    this.root = h('div', { class: `root ${this.isInline ? 'inline' : ''}`, lang: 'fr', dir: 'ltr' },
      !this.isInline && this.launcher, this.panel, this.article.element);
    this.attributeChangedCallback();
    this.shadowRoot?.append(this.root);
  }

  /** @returns {string} */
  get name() {
    return this.getAttribute('data-title') || 'Assistant clauses sociales';
  }

  panelView() {
    const title = `${this.scope}-title`;
    this.status = h('div', { class: 'sr', role: 'status' });
    this.toast = h('p', { class: 'toast', 'aria-hidden': 'true', hidden: true });
    this.footer = h('p', { class: 'foot' }, 'Réponses à relire avant publication.');
    this.welcome = welcomeView(this.getAttribute('data-suggestions'), (text) => this.ask(text));
    this.composer = new Composer(`${this.scope}-message`, {
      onSubmit: (question) => this.ask(question),
      onStop: () => this.thread.stop(),
      isBusy: () => this.thread.running !== null,
    });
    const inside = [
      h('div', { class: 'head' }, h('span', { class: 'emblem' }, icon('mark')),
        h('div', { class: 'titles' }, h('h2', { id: title }, this.name), h('p', {}, 'Textes cités, calculs expliqués')),
        h('div', { class: 'toolbar' }, this.menu(), !this.isInline && this.wideButton(),
          !this.isInline && button('close', 'Fermer', () => this.close(), { quiet: true }))),
      h('div', { class: 'thread', role: 'region', 'aria-label': 'Conversation', tabindex: 0 },
        this.welcome, this.thread.list),
      this.toast, this.composer.element, this.footer, this.status,
    ];
    if (this.isInline) return h('section', { class: 'panel', 'aria-labelledby': title }, inside);
    return /** @type {HTMLDialogElement} */ (h('dialog', { class: 'panel', 'aria-labelledby': title,
      oncancel: (event) => {
        event.preventDefault();
        this.close();
      },
      onkeydown: (event) => event.key === 'Escape' && this.close() }, inside));
  }

  wideButton() {
    const wide = button('wide', 'Agrandir', () => {
      wide.setAttribute('aria-pressed', String(this.root.classList.toggle('wide')));
    }, { quiet: true, 'aria-pressed': 'false', class: 'widen' });
    return wide;
  }

  /** What can be done with the whole conversation. */
  menu() {
    const { thread } = this;
    return menuView(thread, {
      startAgain: () => this.startAgain(),
      exportWord: () => this.save(this.client.exported(thread.conversation), 'conversation.docx'),
      copyAll: () => this.copy(thread.text),
      erase: () => this.erase(thread.conversation),
    });
  }

  /** @param {any} answer */
  showEngine(answer) {
    const texts = answer.corpus_date ? ` · Textes au ${day(answer.corpus_date)}` : '';
    this.footer.textContent = `Moteur\u00a0: ${ENGINES[answer.engine] ?? answer.engine}${texts} · À relire avant publication`;
  }

  startAgain() {
    this.thread.clear();
    this.welcome.hidden = false;
    this.composer.focus();
    this.notify('Nouvelle conversation.');
  }

  /** @param {string} id */
  async erase(id) {
    try {
      await this.client.forget(id);
      this.startAgain();
      this.notify('La conversation est effacée.');
    } catch (problem) {
      this.notify(`La conversation n’a pas pu être effacée\u00a0: ${problem.message}`);
    }
  }

  /**
   * Shows a short message and has it read.
   * @param {string} text
   */
  notify(text) {
    this.status.textContent = text;
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { this.toast.hidden = true; }, 6_000);
  }

  /** @param {string} text */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages served without https have no clipboard: the old way still works there.
      const field = h('textarea', { class: 'sr', 'aria-hidden': 'true' }, text);
      const focused = /** @type {HTMLElement | null} */ (this.shadowRoot?.activeElement);
      (this.article.element.open ? this.article.element : this.panel).append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
      focused?.focus();
    }
    this.notify('Copié.');
  }

  /**
   * @param {Promise<Blob>} file
   * @param {string} name
   */
  async save(file, name) {
    try {
      const address = URL.createObjectURL(await file);
      h('a', { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
      this.notify('Le document est téléchargé.');
    } catch (problem) {
      this.notify(`Le document n’a pas pu être téléchargé\u00a0: ${problem.message}`);
    }
  }

  /** @param {string} name @param {object} detail */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
