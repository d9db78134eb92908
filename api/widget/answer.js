/** One answer, whole or being prepared: verdict, blocks with their citations, and what each block shows. */

import { calculationView } from './calculation.js';
import { clauseView } from './clause.js';
import { button, h, icon } from './dom.js';
import { capitalised, day } from './french.js';
import { structuresView } from './structures.js';
import { understoodView } from './understood.js';

/**
 * @typedef {{text: string, citations: number[]}} Sentence
 * @typedef {{kind: string, title: string | null, sentences: Sentence[]}} Block
 * @typedef {{ref: string, label: string, quote: string, url: string, in_force_since: string | null,
 *   consolidated_on: string, note: string | null, stale: boolean, used_for: string}} Citation
 * @typedef {Record<string, any> & {blocks: Block[], citations: Citation[]}} Answer
 * @typedef {{client: import('./client.js').Client, ask: (text: string) => void, prepare: (text: string) => void,
 *   announce: (text: string) => void, openArticle: (citation: Citation, on: string | null) => void,
 *   copy: (text: string) => Promise<void>, save: (file: Promise<Blob>, name: string) => Promise<void>,
 *   scope: string}} Desk what an answer may ask of the widget; `scope` makes ids unique
 */

const VERDICTS = {
  'oui': ['yes', 'Oui', 'check'],
  'non': ['no', 'Non', 'close'],
  'sous conditions': ['conditions', 'Oui, sous conditions', 'warning'],
  'sans objet': ['none', 'Sans objet', 'info'],
};
const TO_CHECK = ', à vérifier dans le texte';
const OF_A_TEXT = ['Sous conditions', 'Non, sauf exception', 'Non, seulement sous conditions'];
const LISTS = new Set(['steps', 'levers', 'questions']);
const NOTES = { warning: 'warning', refusal: 'info' };

/**
 * @param {Answer} answer parts not yet received may be missing
 * @param {Desk} desk
 * @returns {HTMLElement[]}
 */
export function answerView(answer, desk) {
  const shown = answer.blocks.map((block) => blockView(block, answer, desk));
  return [
    answer.verdict && !answer.blocks.some(({ kind }) => kind === 'summary') && verdictLine(answer, verdictLabel(answer)),
    ...shown,
    answer.citations.length > 0 && sourcesView(answer, desk),
    (answer.understood ?? []).length > 0 && understoodView(answer.understood, desk),
  ].filter(Boolean);
}

/**
 * @param {Block} block
 * @param {Answer} answer
 * @param {Desk} desk
 */
function blockView(block, answer, desk) {
  const title = block.title && h('h4', {}, block.title);
  const said = (list) => sentencesView(block, list, answer, desk);
  switch (block.kind) {
    case 'summary':
      return summaryView(block, answer, desk);
    case 'calculation':
      if (!answer.calculation) return section(block, title);
      // The view of the calculation says the formula and its values, and keeps them true once computed again.
      return section(block, title, calculationView(answer, desk),
        said(block.sentences.filter(({ citations }) => citations.length)));
    case 'structures':
      return section(block, title, answer.structures?.length ? structuresView(answer, desk) : null,
        said(block.sentences));
    case 'clause':
      return section(block, title, said(block.sentences), answer.clause && clauseView(answer.clause, desk));
    case 'questions':
      // What a clause leaves to fill in is shown with the clause.
      if (answer.clause && block.sentences.every(({ text }) => answer.clause.to_complete.includes(text))) return null;
      return section(block, title, said(block.sentences),
        button('edit', 'Répondre', () => desk.prepare(''), { class: 'small' }));
    case 'warning':
    case 'refusal':
      return section(block, icon(NOTES[block.kind]), h('div', { class: 'note-body' }, title, said(block.sentences)));
    default:
      return section(block, title, said(block.sentences));
  }
}

/** @param {Block} block @param {...import('./dom.js').Child} children */
function section(block, ...children) {
  return h('section', { class: `block ${block.kind}` }, ...children);
}

/** The verdict in one line, then the sentences of the summary, without saying the verdict twice. */
function summaryView(block, answer, desk) {
  const sentences = [...block.sentences];
  const label = VERDICTS[answer.verdict] && verdictLabel(answer, sentences[0]?.text);
  const opening = label && sentences[0] && `${label}. `;
  if (opening && sentences[0].text.startsWith(opening)) {
    sentences[0] = { ...sentences[0], text: capitalised(sentences[0].text.slice(opening.length)) };
  }
  // A message that asks several things has a summary for each, under its question.
  return section(block, block.title && h('h4', {}, block.title),
    label && verdictLine(answer, label),
    sentences.map((sentence) => h('p', { class: 'lead' }, sentenceView(sentence, answer, desk))));
}

/** What a text allows or forbids under conditions is not said « oui »: the summary tells which. */
function verdictLabel(answer, summary = '') {
  const [, said] = VERDICTS[answer.verdict];
  const opening = OF_A_TEXT.find((words) => summary.startsWith(words));
  return `${opening ?? said}${answer.verdict_to_check ? TO_CHECK : ''}`;
}

/** A verdict to check is drawn from like questions, not from a rule. */
function verdictLine(answer, label) {
  const [tone, , drawing] = VERDICTS[answer.verdict];
  const toCheck = answer.verdict_to_check;
  return h('p', { class: `verdict ${toCheck ? 'conditions' : tone}` }, icon(toCheck ? 'warning' : drawing),
    h('span', { class: 'sr' }, 'Réponse\u00a0: '), label);
}

/** @param {Block} block @param {Sentence[]} sentences */
function sentencesView(block, sentences, answer, desk) {
  if (!sentences.length) return null;
  if (LISTS.has(block.kind)) {
    const tag = block.kind === 'levers' ? 'ol' : 'ul';
    return h(tag, { class: `list ${block.kind}` }, sentences.map((sentence) => h('li', {},
      h('span', {}, sentenceView(sentence, answer, desk)))));
  }
  return sentences.map((sentence) => h('p', {}, sentenceView(sentence, answer, desk)));
}

/** A sentence and the numbers of the citations it rests on, each a button. */
function sentenceView(sentence, answer, desk) {
  const text = capitalised(sentence.text);
  if (!sentence.citations.length) return text;
  const lastWord = text.lastIndexOf(' ') + 1;
  return [text.slice(0, lastWord), h('span', { class: 'cites' }, text.slice(lastWord), '\u00a0',
    sentence.citations.map((number) => citationButton(number, answer, desk)))];
}

/** @param {number} number 1-based @param {Answer} answer @param {Desk} desk */
function citationButton(number, answer, desk) {
  const citation = answer.citations[number - 1];
  if (!citation) return null;
  return h('button', { type: 'button', class: 'cite', 'aria-haspopup': 'dialog', title: capitalised(citation.label),
    'aria-label': `Source ${number}\u00a0: ${citation.label}`,
    onclick: () => desk.openArticle(citation, answer.as_of ?? null) }, number);
}

/** The list of sources with their dates, folded until wanted. */
function sourcesView(answer, desk) {
  const many = answer.citations.length;
  return h('details', { class: 'fold sources' },
    h('summary', {}, icon('chevron'), many > 1 ? `${many} sources citées` : '1 source citée'),
    h('ol', {}, answer.citations.map((citation, index) => h('li', {},
      h('button', { type: 'button', class: 'source', 'aria-haspopup': 'dialog',
        onclick: () => desk.openArticle(citation, answer.as_of ?? null) },
      h('span', { class: 'cite', 'aria-hidden': 'true' }, index + 1),
      h('span', {}, h('strong', {}, capitalised(citation.label)), h('small', {}, sourceDates(citation))))))));
}

/**
 * « En vigueur depuis le 22 août 2026, texte consolidé au 23 août 2026 ».
 * @param {Citation} citation
 */
export function sourceDates(citation) {
  const since = citation.in_force_since ? `En vigueur depuis le ${day(citation.in_force_since)}, texte` : 'Texte';
  const age = citation.stale ? ' (texte ancien, à vérifier)' : '';
  return `${since} consolidé au ${day(citation.consolidated_on)}${age}`;
}
