/**
 * The only way this widget makes nodes: text always becomes text nodes, never markup.
 */

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/**
 * An HTML element. `class`, attributes and `on…` listeners come from `props`; a false or null value leaves
 * the attribute out, `true` writes it empty.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/**
 * The same in SVG.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, any>} props
 * @param {Child[]} children
 * @returns {E}
 */
function filled(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false) element.append(String(child));
  }
}

const ICONS = {
  mark: 'M4 4.5h16v11H11l-4.5 4v-4H4zM8 8.5h8M8 11.5h5',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h10v11H9zM6 15H5V4h10v2',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3v4.5H15',
  up: 'M7 20V10.5l4-7c1.6 0 2.4 1 2.1 2.6L12.6 9H18c1.4 0 2.3 1.2 2 2.5l-1.4 6.5c-.3 1.2-1.1 2-2.3 2zM7 10.5H4V20h3',
  down: 'M17 4v9.5l-4 7c-1.6 0-2.4-1-2.1-2.6l.5-2.9H6c-1.4 0-2.3-1.2-2-2.5l1.4-6.5c.3-1.2 1.1-2 2.3-2zM17 13.5h3V4h-3',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17v.5',
  info: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M12 11v5.5M12 7.5V8',
  external: 'M14 5h5v5M19 5l-8 8M11 6H5v13h13v-6',
  wide: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  chevron: 'M7 10l5 5 5-5',
};

/**
 * A small line drawing, hidden from screen readers: the text beside it says what it means.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  return svg('svg', { class: `icon icon-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: ICONS[name] }));
}

/**
 * A button with an icon and a text; `quiet` hides the text from sight, not from screen readers.
 * @param {keyof typeof ICONS} drawing
 * @param {string} text
 * @param {(event: Event) => void} action
 * @param {{quiet?: boolean, class?: string, [attribute: string]: any}} [options]
 */
export function button(drawing, text, action, { quiet = false, ...props } = {}) {
  return h('button', { type: 'button', title: quiet ? text : null, onclick: action, ...props,
    class: `button ${quiet ? 'round' : ''} ${props.class ?? ''}`.trim() },
  icon(drawing), h('span', { class: quiet ? 'sr' : 'label' }, text));
}
