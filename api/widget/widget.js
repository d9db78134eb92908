/**
 * The assistant on any page, in one line:
 *
 *   <script type="module" src="https://assistant.example/widget.js" data-title="…" async></script>
 *   <assistant-clauses endpoint="https://assistant.example/"></assistant-clauses>
 *
 * A script tag with `data-…` attributes makes the element by itself; otherwise the page places it.
 */

import { AssistantClauses } from './widget-assets/element.js';

const NAME = 'assistant-clauses';
const ATTRIBUTES = { endpoint: 'endpoint', mode: 'mode', theme: 'theme', facilitatorEmail: 'facilitator-email',
  title: 'data-title', suggestions: 'data-suggestions' };

if (!customElements.get(NAME)) customElements.define(NAME, AssistantClauses);

for (const script of document.querySelectorAll('script[src]')) {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (script);
  if (src !== import.meta.url || !Object.keys(dataset).length) continue;
  const element = document.createElement(NAME);
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    if (dataset[name]) element.setAttribute(attribute, dataset[name]);
  }
  // In place, the widget stands where its script tag is.
  if (dataset.mode === 'inline' && document.body.contains(script)) script.after(element);
  else document.body.append(element);
}
