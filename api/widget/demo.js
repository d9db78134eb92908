/**
 * The demonstration page. The answers are asked of the assistant as it is now; only the states that depend on
 * the network or on the load (waiting, offline, refused) are staged.
 */

import '../widget.js';
import { Client, Problem } from './client.js';

const WAITING = new Promise(() => {});
const ASKED = 'Combien d’heures d’insertion pour un chantier de maçonnerie de 1,2\u00a0M€ HT sur 14\u00a0mois\u00a0?';
const ANSWERED = 'Réponse de l’assistant à l’instant, sur les textes de son corpus.';
const STAGED = 'État mis en scène\u00a0: aucune question n’est envoyée.';

/** A client that keeps nothing between pages. */
class VisitClient extends Client {
  constructor() {
    super(new URL('..', import.meta.url).href);
    const { token } = this.memory;
    this.memory = { conversation: null, token };
  }
}

/** A client whose conversation goes as a state wants. */
class StagedClient extends VisitClient {
  /** @param {(signal: AbortSignal) => AsyncGenerator<any>} chat */
  constructor(chat) {
    super();
    this.staged = chat;
  }

  chat(_message, _conversation, signal) {
    return this.staged(signal);
  }
}

/** @param {AbortSignal} signal */
async function* waiting(signal) {
  yield { name: 'progress', data: { step: 'search', label: 'Je cherche les articles et je calcule…' } };
  await Promise.race([WAITING, new Promise((_, stop) => {
    signal.addEventListener('abort', () => stop(new DOMException('', 'AbortError')));
  })]);
}

/** @param {{status: number, code: string, detail: string, request_id?: string}} details @param {number} [wait] */
function refusing(details, wait) {
  return async function* refused() {
    throw new Problem(details, wait ?? null);
  };
}

const asked = (question) => ({ note: ANSWERED, questions: [question] });
const staged = (chat, then) => ({ note: STAGED, questions: [ASKED], chat, then });

const STATES = {
  'Premières questions': { note: 'Avant la première question.', questions: [] },
  'Oui, sous conditions': asked('Ce marché de nettoyage de 90\u00a0000\u00a0€ HT par an sur 3\u00a0ans à Mont-de-Marsan peut-il être réservé\u00a0?'),
  'Calcul modifiable': asked(ASKED),
  'Calcul par lot': asked('Combien d’heures d’insertion pour un lot peinture de 200\u00a0000\u00a0€ et un lot gros œuvre de 800\u00a0000\u00a0€ sur 24\u00a0mois\u00a0?'),
  'Clause rédigée': asked('Rédige la clause d’insertion pour un lot peinture de 150\u00a0000\u00a0€ HT sur 10\u00a0mois'),
  'Structures et carte': asked('Qui peut faire l’entretien d’espaces verts près de Dax\u00a0?'),
  'Choix du levier': asked('Quel levier choisir pour un marché d’espaces verts de 150\u00a0000\u00a0€ HT à Dax\u00a0?'),
  'Obligation': asked('Suis-je obligé de prévoir une considération sociale pour des travaux de 6\u00a0M€ HT\u00a0?'),
  'Il manque un fait': asked('Combien d’heures d’insertion\u00a0?'),
  'Hors des sources': asked('Quel temps fera-t-il demain à Dax\u00a0?'),
  'Conversation suivie': { note: ANSWERED, questions: [ASKED, 'Et avec un effort de 7\u00a0%\u00a0?'] },
  'Texte d’un article': { ...asked('Peut-on réserver un lot à un ESAT\u00a0?'),
    then: (root) => root.querySelector('button.cite')?.click() },
  'Préparation': staged(waiting),
  'Préparation longue': { ...staged(waiting), note: `${STAGED} Le message vient après quelques secondes.` },
  'Réponse interrompue': staged(waiting, (root) => root.querySelector('button.send:not([hidden])')?.click()),
  'Erreur': staged(refusing({ status: 500, code: 'erreur_interne', request_id: '5216f8e87b704e11',
    detail: 'Une erreur imprévue est survenue. Réessayez\u00a0; si elle revient, signalez-la.' })),
  'Service indisponible': staged(refusing({ status: 503, code: 'index_indisponible',
    detail: 'L’index des textes n’est pas prêt. Réessayez dans un instant.' }, 5)),
  'Trop de requêtes': staged(refusing({ status: 429, code: 'trop_de_requetes',
    detail: 'Vous avez posé beaucoup de questions en peu de temps.' }, 20)),
  'Hors ligne': staged(refusing({ status: 0, code: 'hors_ligne',
    detail: 'Vous êtes hors ligne. Votre question est gardée\u00a0: réessayez une fois la connexion revenue.' })),
};

const slug = (name) => name.normalize('NFD').replace(/[^\w\s-]/g, '').trim().replace(/[\s-]+/g, '-').toLowerCase();
const list = /** @type {HTMLElement} */ (document.getElementById('list'));
const stage = /** @type {HTMLElement} */ (document.getElementById('stage'));
const note = /** @type {HTMLElement} */ (document.getElementById('note'));

for (const name of Object.keys(STATES)) {
  const link = document.createElement('a');
  link.href = `#${slug(name)}`;
  link.textContent = name;
  const item = document.createElement('li');
  item.append(link);
  list.append(item);
}

/** Shows the state named in the address. */
async function show() {
  const [name, state] = Object.entries(STATES).find(([known]) => `#${slug(known)}` === location.hash)
    ?? Object.entries(STATES)[0];
  for (const link of list.querySelectorAll('a')) {
    if (link.textContent === name) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  note.textContent = state.note;
  const widget = document.createElement('assistant-clauses');
  widget.setAttribute('mode', 'inline');
  widget.setAttribute('facilitator-email', 'facilitateur@example.org');
  widget.client = state.chat ? new StagedClient(state.chat) : new VisitClient();
  stage.replaceChildren(widget);
  stage.setAttribute('aria-busy', 'true');
  const asked = async () => {
    for (const question of state.questions) await widget.ask(question);
  };
  // A staged wait has no end: the state is there once the waiting is shown.
  await Promise.race([asked(), ...(state.chat ? [new Promise((shown) => setTimeout(shown, 300))] : [])]);
  await state.then?.(widget.shadowRoot);
  stage.removeAttribute('aria-busy');
}

addEventListener('hashchange', show);
show();
