/** What the widget asks of the assistant's API. */

import { serverEvents } from './events.js';
import { Memory } from './memory.js';

/** A refusal or a failure, as RFC 9457 problem details say it, or as the network does. */
export class Problem extends Error {
  /**
   * @param {{status?: number, code?: string, detail?: string, request_id?: string}} details
   * @param {number | null} [retryAfter] seconds to wait, when the server says so
   */
  constructor(details, retryAfter = null) {
    super(details.detail || 'L’assistant n’a pas pu répondre. Réessayez dans un instant.');
    this.status = details.status ?? 0;
    this.code = details.code ?? 'erreur';
    this.requestId = details.request_id ?? null;
    this.retryAfter = retryAfter;
  }
}

export class Client {
  /** @param {string} endpoint address of the assistant, with its final slash */
  constructor(endpoint) {
    this.endpoint = endpoint;
    this.memory = new Memory(endpoint);
  }

  /**
   * The events of one answer.
   * @param {string} message
   * @param {string | null} conversationId
   * @param {AbortSignal} signal
   */
  async *chat(message, conversationId, signal) {
    const body = { message, ...(conversationId ? { conversation_id: conversationId } : {}) };
    const response = await this.send('POST', 'api/chat', { body, signal, accept: 'text/event-stream' });
    if (!response.body) throw new Problem({});
    try {
      for await (const event of serverEvents(response.body)) {
        if (event.name === 'error') throw new Problem(event.data);
        yield event;
      }
    } catch (error) {
      throw asProblem(error);
    }
  }

  /** @param {string} ref @param {string | null} on ISO date whose law applies */
  async article(ref, on) {
    const query = on ? `?as_of=${encodeURIComponent(on)}` : '';
    return this.json('GET', `api/articles/${encodeURIComponent(ref)}${query}`);
  }

  /** @returns {Promise<string | null>} whom to write to, if this deployment says so */
  async facilitator() {
    return (await this.json('GET', 'widget-settings')).facilitator_email;
  }

  /** @param {object} request */
  hours(request) {
    return this.json('POST', 'api/hours', request);
  }

  /** @param {string} id */
  conversation(id) {
    return this.json('GET', `api/conversations/${encodeURIComponent(id)}`);
  }

  /** @param {string} id */
  async forget(id) {
    await this.send('DELETE', `api/conversations/${encodeURIComponent(id)}`);
  }

  /** @param {object} opinion */
  async feedback(opinion) {
    await this.send('POST', 'api/feedback', { body: opinion });
  }

  /** @param {string} id @returns {Promise<Blob>} the conversation as a Word document */
  async exported(id) {
    return (await this.send('GET', `api/conversations/${encodeURIComponent(id)}/export.docx`)).blob();
  }

  /** @param {string} id @returns {Promise<Blob>} a clause as a Word document */
  async clause(id) {
    return (await this.send('GET', `api/clauses/${encodeURIComponent(id)}.docx`)).blob();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async json(method, path, body) {
    return (await this.send(method, path, { body })).json();
  }

  /**
   * A response that succeeded; asks for an anonymous token once when the server wants one.
   * @param {string} method
   * @param {string} path
   * @param {{body?: object, signal?: AbortSignal, accept?: string}} [options]
   * @returns {Promise<Response>}
   */
  async send(method, path, options = {}) {
    let response = await this.attempt(method, path, options);
    if (response.status === 401 && (await this.renewToken())) {
      response = await this.attempt(method, path, options);
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{body?: object, signal?: AbortSignal, accept?: string}} options
   */
  async attempt(method, path, { body, signal, accept = 'application/json' }) {
    /** @type {Record<string, string>} */
    const headers = { Accept: accept };
    if (body) headers['Content-Type'] = 'application/json';
    const { token } = this.memory;
    if (token) headers.Authorization = `Bearer ${token}`;
    try {
      return await fetch(this.endpoint + path, { method, headers, signal, body: body && JSON.stringify(body) });
    } catch (error) {
      throw asProblem(error);
    }
  }

  /**
   * An anonymous token, of the same visitor as the earlier one so that conversations stay theirs.
   * @returns {Promise<boolean>} whether one was given
   */
  async renewToken() {
    const previous = this.memory.token;
    this.memory.token = null;
    const response = await this.attempt('POST', 'api/widget-token', { body: previous ? { previous } : {} });
    if (response.ok) this.memory.token = (await response.json()).token;
    return response.ok;
  }
}

/**
 * @param {Response} response
 */
async function refusal(response) {
  const wait = Number(response.headers.get('Retry-After'));
  const details = await response.json().catch(() => ({}));
  return new Problem({ ...details, status: response.status }, wait > 0 ? wait : null);
}

/**
 * A network failure as a problem; an interruption asked for stays what it is.
 * @param {unknown} error
 */
function asProblem(error) {
  if (error instanceof Problem || (error instanceof DOMException && error.name === 'AbortError')) return error;
  if (error instanceof SyntaxError) return new Problem({ code: 'reponse_illisible' });
  const detail = navigator.onLine
    ? 'L’assistant ne répond pas. Votre question est gardée\u00a0: réessayez dans un instant.'
    : 'Vous êtes hors ligne. Votre question est gardée\u00a0: réessayez une fois la connexion revenue.';
  return new Problem({ code: 'hors_ligne', detail });
}
