/** Server-sent events read from a fetch response: EventSource cannot send a POST. */

/**
 * @typedef {{name: string, data: any}} ServerEvent
 */

/**
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* serverEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let waiting = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      waiting += decoder.decode(value, { stream: !done });
      const parts = waiting.split(/\r?\n\r?\n/);
      waiting = done ? '' : (parts.pop() ?? '');
      for (const part of parts) {
        const event = parsed(part);
        if (event) yield event;
      }
      if (done) return;
    }
  } finally {
    // A reader that stops early tells the server, which stops preparing the answer.
    reader.cancel().catch(() => undefined);
  }
}

/**
 * @param {string} part
 * @returns {ServerEvent | null} nothing for a comment
 */
function parsed(part) {
  let name = 'message';
  const data = [];
  for (const line of part.split(/\r?\n/)) {
    if (line.startsWith('event:')) name = line.slice(6).trim();
    if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return data.length ? { name, data: JSON.parse(data.join('\n')) } : null;
}
