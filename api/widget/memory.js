/**
 * What is kept between pages: the id of the conversation and the visitor's short-lived token. In the browser's
 * storage, or for this page only where the browser refuses.
 */

export class Memory {
  /** @param {string} endpoint two assistants are kept apart */
  constructor(endpoint) {
    this.prefix = `assistant-clauses:${endpoint}:`;
    /** @type {Map<string, string>} */
    this.held = new Map();
  }

  get conversation() {
    return this.read('conversation');
  }

  set conversation(id) {
    this.write('conversation', id);
  }

  get token() {
    return this.read('token');
  }

  set token(token) {
    this.write('token', token);
  }

  /** @param {string} name @returns {string | null} */
  read(name) {
    try {
      return localStorage.getItem(this.prefix + name);
    } catch {
      return this.held.get(name) ?? null;
    }
  }

  /** @param {string} name @param {string | null} value */
  write(name, value) {
    try {
      if (value === null) localStorage.removeItem(this.prefix + name);
      else localStorage.setItem(this.prefix + name, value);
    } catch {
      if (value === null) this.held.delete(name);
      else this.held.set(name, value);
    }
  }
}
