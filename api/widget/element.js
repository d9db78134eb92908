/** The custom element: its button, its panel, its composer, and what ties them to the conversation. */

import { ArticleDialog } from './article.js';
import { Client } from './client.js';
import { button, h, icon } from './dom.js';
import { day } from './french.js';
import { sheet } from './styles.js';
import { Thread } from './thread.js';

const MAX_MESSAGE = 8_000;
const PHONE = '(max-width: 600px)';
const SUGGESTIONS = [
  'Ce marché de nettoyage peut-il être réservé\u00a0?',
  'Combien d’heures d’insertion pour un chantier de 1,2\u00a0M€ HT sur 14\u00a0mois\u00a0?',
  'Rédige la clause d’insertion pour un lot peinture de 150\u00a0000\u00a0€ HT',
  'Qui peut faire l’entretien d’espaces verts près de Dax\u00a0?',
  'Suis-je obligé de prévoir une considération sociale\u00a0?',
];
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
    this.input.focus();
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
      prepare: (text) => this.prepare(text),
      announce: (text) => { this.status.textContent = text; },
      openArticle: (citation, on) => this.article.open(citation, on),
      copy: (text) => this.copy(text),
      save: (file, name) => this.save(file, name),
    };
    this.thread = new Thread(desk, {
      onBusy: (busy) => this.showBusy(busy),
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
    this.welcome = this.welcomeView();
    const inside = [
      h('div', { class: 'head' }, h('span', { class: 'emblem' }, icon('mark')),
        h('div', { class: 'titles' }, h('h2', { id: title }, this.name), h('p', {}, 'Textes cités, calculs expliqués')),
        h('div', { class: 'toolbar' }, this.menuView(), !this.isInline && this.wideButton(),
          !this.isInline && button('close', 'Fermer', () => this.close(), { quiet: true }))),
      h('div', { class: 'thread', role: 'region', 'aria-label': 'Conversation', tabindex: 0 },
        this.welcome, this.thread.list),
      this.toast, this.composerView(), this.footer, this.status,
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
  menuView() {
    const items = h('ul', {});
    const menu = h('details', { class: 'menu',
      ontoggle: () => items.replaceChildren(...(menu.open ? this.menuItems(menu) : [])),
      onfocusout: (event) => {
        if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
      },
      onkeydown: (event) => {
        if (event.key !== 'Escape' || !menu.open) return;
        event.stopPropagation();
        event.preventDefault();
        menu.open = false;
        menu.querySelector('summary')?.focus();
      } },
    h('summary', { class: 'button round', title: 'Conversation' }, icon('more'), h('span', { class: 'sr' }, 'Conversation')),
    items);
    return h('div', { class: 'tools' },
      button('plus', 'Nouvelle conversation', () => this.startAgain(), { quiet: true }), menu);
  }

  /** @param {HTMLDetailsElement} menu */
  menuItems(menu) {
    const id = this.thread.conversation;
    const started = this.thread.turns.some(({ answer }) => answer);
    const item = (drawing, text, action) => h('li', {}, button(drawing, text, () => {
      menu.open = false;
      menu.querySelector('summary')?.focus();
      action();
    }, { disabled: !started }));
    const link = this.thread.facilitatorLink();
    return [
      item('download', 'Exporter en Word', () => this.save(this.client.exported(id), 'conversation.docx')),
      item('copy', 'Copier la conversation', () => this.copy(this.thread.text)),
      link && h('li', {}, h('a', { class: 'button', href: link }, icon('mail'), h('span', {}, 'Demander au facilitateur'))),
      item('trash', 'Effacer cette conversation', () => this.erase(id)),
    ].filter(Boolean);
  }

  welcomeView() {
    const given = this.getAttribute('data-suggestions');
    const suggestions = given ? given.split('|').map((text) => text.trim()).filter(Boolean) : SUGGESTIONS;
    return h('div', { class: 'welcome' },
      h('h3', {}, 'Bonjour. Quelle est votre question\u00a0?'),
      h('p', {}, 'Marchés réservés, heures d’insertion, clauses, structures des Landes\u00a0: je réponds à partir des '
        + 'textes, que je cite avec leurs dates, et je dis quand je ne sais pas.'),
      h('ul', {}, suggestions.map((text) => h('li', {},
        h('button', { type: 'button', class: 'suggestion', onclick: () => this.ask(text) }, text)))));
  }

  composerView() {
    const id = `${this.scope}-message`;
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
    this.stopButton = button('stop', 'Interrompre', () => this.thread.stop(), { quiet: true, class: 'send', hidden: true });
    return h('form', { class: 'composer', onsubmit: (event) => {
      event.preventDefault();
      this.submit();
    } },
    h('label', { class: 'sr', for: id }, 'Votre question (Entrée pour envoyer, Maj et Entrée pour aller à la ligne)'),
    this.input, this.sendButton, this.stopButton);
  }

  submit() {
    const question = this.input.value.trim();
    if (!question || this.thread.running) return;
    this.input.value = '';
    this.fit();
    this.ask(question);
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
    this.input.focus();
    const gap = this.input.value.indexOf('…');
    if (gap >= 0) this.input.setSelectionRange(gap, gap + 1);
  }

  /** @param {boolean} busy */
  showBusy(busy) {
    const focused = this.shadowRoot?.activeElement;
    this.sendButton.hidden = busy;
    this.stopButton.hidden = !busy;
    if (focused === this.sendButton || focused === this.stopButton) this.input.focus();
  }

  /** @param {any} answer */
  showEngine(answer) {
    const texts = answer.corpus_date ? ` · Textes au ${day(answer.corpus_date)}` : '';
    this.footer.textContent = `Moteur\u00a0: ${ENGINES[answer.engine] ?? answer.engine}${texts} · À relire avant publication`;
  }

  startAgain() {
    this.thread.clear();
    this.welcome.hidden = false;
    this.input.focus();
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
