/** The conversation: asking, showing what comes, stopping, remembering. */

import { h } from './dom.js';
import { Problem } from './client.js';
import { Turn } from './turn.js';

/**
 * @typedef {{onBusy: (busy: boolean) => void, onShown: (answer: any) => void, onAnswer: (question: string, answer: any) => void,
 *   onError: (problem: Problem) => void, onFirst: () => void, notify: (text: string) => void}} Listeners
 */

export class Thread {
  /**
   * @param {import('./answer.js').Desk} desk
   * @param {Listeners} listeners
   * @param {string | null} facilitator address of the facilitator
   */
  constructor(desk, listeners, facilitator) {
    this.desk = desk;
    this.listeners = listeners;
    this.facilitator = facilitator;
    this.memory = desk.client.memory;
    this.list = h('ol', { class: 'turns' });
    /** @type {Turn[]} */
    this.turns = [];
    /** @type {AbortController | null} */
    this.running = null;
  }

  /** @returns {string | null} */
  get conversation() {
    return this.memory.conversation;
  }

  /**
   * Asks, and shows the answer as it comes.
   * @param {string} question
   */
  async ask(question) {
    if (this.running) return;
    const turn = this.add(question);
    turn.start();
    this.scrollTo(turn);
    this.running = new AbortController();
    this.listeners.onBusy(true);
    this.desk.announce('Votre question est envoyée. Je prépare la réponse.');
    try {
      await this.follow(turn, this.running.signal);
    } catch (error) {
      this.failed(turn, error);
    } finally {
      this.running = null;
      this.listeners.onBusy(false);
    }
  }

  /** Interrupts the answer being prepared. */
  stop() {
    this.running?.abort();
  }

  /** Shows the turns kept by the server, if there are some. */
  async restore() {
    const id = this.conversation;
    if (!id || this.turns.length) return;
    try {
      const { turns } = await this.desk.client.conversation(id);
      for (const { question, answer } of turns) this.show(this.add(question), answer);
    } catch (problem) {
      if (problem.status === 404) this.memory.conversation = null;
      else this.listeners.notify('La conversation précédente n’a pas pu être relue.');
    }
  }

  /** Forgets this conversation on this page; the server keeps it for its retention. */
  clear() {
    this.stop();
    this.memory.conversation = null;
    this.turns = [];
    this.list.replaceChildren();
  }

  /** The whole conversation as plain text. */
  get text() {
    return this.turns.filter(({ answer }) => answer)
      .map(({ question, answer }) => `Question\u00a0: ${question}\n\n${answer?.text}`).join('\n\n———\n\n');
  }

  /**
   * @param {Turn} turn
   * @param {AbortSignal} signal
   */
  async follow(turn, signal) {
    try {
      await this.read(turn, signal);
    } catch (problem) {
      if (!(problem instanceof Problem && problem.status === 404 && this.conversation)) throw problem;
      this.memory.conversation = null;
      this.listeners.notify('La conversation précédente n’est plus conservée\u00a0: j’en commence une nouvelle.');
      await this.read(turn, signal);
    }
  }

  /**
   * @param {Turn} turn
   * @param {AbortSignal} signal
   */
  async read(turn, signal) {
    for await (const event of this.desk.client.chat(turn.question, this.conversation, signal)) {
      if (event.name === 'answer') {
        this.answered(turn, event.data);
        return;
      }
      turn.receive(event);
    }
    throw new Problem({ code: 'reponse_interrompue', detail: 'La réponse s’est interrompue avant la fin. Réessayez.' });
  }

  /** @param {Turn} turn @param {any} answer */
  answered(turn, answer) {
    this.memory.conversation = answer.conversation_id;
    this.show(turn, answer);
    const summary = answer.blocks[0]?.sentences[0]?.text ?? '';
    this.desk.announce(`La réponse est prête. ${summary}`);
    this.listeners.onAnswer(turn.question, answer);
  }

  /** @param {Turn} turn @param {any} answer */
  show(turn, answer) {
    turn.finish(answer);
    this.listeners.onShown(answer);
    this.scrollTo(turn);
  }

  /** @param {Turn} turn @param {unknown} error */
  failed(turn, error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      turn.interrupt();
      this.desk.announce('Réponse interrompue.');
      return;
    }
    const problem = error instanceof Problem ? error : new Problem({});
    turn.fail(problem);
    this.desk.announce(problem.message);
    this.listeners.onError(problem);
  }

  /** @param {string} question */
  add(question) {
    if (!this.turns.length) this.listeners.onFirst();
    const desk = { ...this.desk, scope: `${this.desk.scope}-${this.turns.length}` };
    const thread = this;
    const turn = new Turn(question, desk, {
      retry: () => this.ask(question),
      get facilitator() {
        return thread.facilitatorLink(turn);
      },
    });
    this.turns.push(turn);
    this.list.append(turn.element);
    return turn;
  }

  /**
   * A message to the facilitator with the conversation up to this turn; mail programs accept about 2,000 characters.
   * @param {Turn} [until]
   */
  facilitatorLink(until) {
    if (!this.facilitator) return null;
    const turns = until ? this.turns.slice(0, this.turns.indexOf(until) + 1) : this.turns;
    const said = turns.filter(({ answer }) => answer).map(({ question, answer }) => `${question}\n${summaryOf(answer)}`);
    const body = `Bonjour,\n\nJ’ai interrogé l’assistant\u00a0:\n\n${said.join('\n\n').slice(-1_400)}\n\nMa question\u00a0:\n`;
    const subject = `Clause sociale\u00a0: ${turns.at(-1)?.question.slice(0, 80) ?? 'demande d’aide'}`;
    return `mailto:${encodeURIComponent(this.facilitator)}?subject=${encodeURIComponent(subject)}`
      + `&body=${encodeURIComponent(body)}`;
  }

  /** Brings the question to the top of the conversation, without moving the page around the widget. */
  scrollTo(turn) {
    const area = /** @type {HTMLElement | null} */ (this.list.parentElement);
    if (area) area.scrollTop = turn.element.offsetTop - area.offsetTop - 12;
  }
}

/** @param {any} answer */
function summaryOf(answer) {
  return (answer.blocks[0]?.sentences ?? []).map(({ text }) => text).join(' ');
}
