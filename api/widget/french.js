/** French writing of numbers and dates, with the same non-breaking spaces as the answers. */

const NBSP = '\u00a0';

/**
 * « 1 200 000 », « 0,62 ».
 * @param {number} value
 * @param {number} [decimals] at most
 */
export function number(value, decimals = 2) {
  return new Intl.NumberFormat('fr-FR', { maximumFractionDigits: decimals }).format(value).replaceAll('\u202f', NBSP);
}

/**
 * « 1er avril 2026 » from an ISO date.
 * @param {string} iso
 */
export function day(iso) {
  const [year, month, date] = iso.split('-').map(Number);
  const written = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(new Date(Date.UTC(year, month - 1, date)));
  return written.replace(/^1 /, `1er${NBSP}`);
}

/**
 * A number typed the French way (« 1 200 000,50 »), or `null` when it is none.
 * @param {string} typed
 * @returns {number | null}
 */
export function typedNumber(typed) {
  const plain = typed.replace(/[\s\u00a0\u202f€%]/g, '').replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/**
 * @param {string} text
 */
export function capitalised(text) {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}
