/** A small map of the Landes drawn from coordinates: no tile, no request. */

import { h, svg } from './dom.js';

/** Longitude and latitude around the centres of the communes and along the coast. */
const OUTLINE = [
  [-1.15, 43.481], [-1.034, 43.488], [-0.938, 43.522], [-0.8, 43.544], [-0.588, 43.518], [-0.476, 43.536],
  [-0.32, 43.532], [-0.229, 43.569], [-0.22, 43.592], [-0.232, 43.664], [-0.144, 43.89], [-0.114, 43.916],
  [-0.067, 43.93], [-0.02, 43.929], [0.042, 43.91], [0.079, 43.92], [0.101, 44.031], [0.144, 44.087],
  [0.146, 44.11], [0.123, 44.13], [0.055, 44.141], [0.002, 44.165], [-0.076, 44.167], [-0.114, 44.178],
  [-0.146, 44.211], [-0.152, 44.27], [-0.183, 44.289], [-0.232, 44.275], [-0.238, 44.191], [-0.267, 44.164],
  [-0.308, 44.146], [-0.357, 44.145], [-0.432, 44.166], [-0.464, 44.191], [-0.473, 44.225], [-0.448, 44.277],
  [-0.454, 44.301], [-0.569, 44.343], [-0.66, 44.458], [-0.691, 44.461], [-0.75, 44.442], [-0.813, 44.436],
  [-0.888, 44.394], [-0.959, 44.39], [-1.02, 44.417], [-1.042, 44.478], [-1.062, 44.496], [-1.116, 44.5],
  [-1.15, 44.528], [-1.245, 44.521], [-1.349, 43.994], [-1.444, 43.66], [-1.513, 43.54], [-1.485, 43.504],
  [-1.459, 43.492], [-1.328, 43.484], [-1.222, 43.498],
];
const TOWNS = [
  ['Mont-de-Marsan', -0.5, 43.891], ['Dax', -1.053, 43.709], ['Mimizan', -1.228, 44.201], ['Hagetmau', -0.592, 43.656],
];
const WIDTH = 320;
const MARGIN = 12;
const WEST = -1.52;
const NORTH = 44.54;
const SOUTH = 43.47;
/** A degree of longitude is shorter than one of latitude, here by this ratio. */
const NARROWING = Math.cos((44 * Math.PI) / 180);
const SCALE = (WIDTH - 2 * MARGIN) / ((0.16 - WEST) * NARROWING);
const HEIGHT = Math.round((NORTH - SOUTH) * SCALE + 2 * MARGIN);
/** Points closer than this many units share one marker. */
const TOGETHER = 24;
const NUMBERS_A_ROW = 3;
const CELL = 15;

/** @param {number} longitude @param {number} latitude @returns {[number, number]} */
function place(longitude, latitude) {
  return [MARGIN + (longitude - WEST) * NARROWING * SCALE, MARGIN + (NORTH - latitude) * SCALE];
}

/**
 * The map, or nothing when no structure has coordinates on it. Numbers are those of the cards.
 * @param {any[]} structures
 * @returns {HTMLElement | null}
 */
export function mapView(structures) {
  const markers = grouped(structures);
  if (!markers.length) return null;
  const shown = markers.reduce((count, { ranks }) => count + ranks.length, 0);
  const elsewhere = structures.length - shown;
  const path = OUTLINE.map((point) => place(...point).map((value) => value.toFixed(1)).join(' ')).join('L');
  return h('figure', { class: 'map' },
    svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img',
      'aria-label': `Carte des Landes\u00a0: ${shown} structure${shown > 1 ? 's' : ''}, aux numéros de la liste.` },
    svg('path', { class: 'land', d: `M${path}Z` }),
    TOWNS.map(([name, longitude, latitude]) => townView(name, ...place(longitude, latitude))),
    markers.map(markerView)),
    elsewhere > 0 && h('figcaption', {}, elsewhere > 1
      ? `${elsewhere} structures ne sont pas sur la carte.` : 'Une structure n’est pas sur la carte.'));
}

/** The structures on the map, near ones under one marker. */
function grouped(structures) {
  /** @type {{x: number, y: number, ranks: number[]}[]} */
  const markers = [];
  structures.forEach(({ longitude, latitude }, index) => {
    if (longitude === null || latitude === null) return;
    const [x, y] = place(longitude, latitude);
    if (x < 0 || y < 0 || x > WIDTH || y > HEIGHT) return;
    const near = markers.find((marker) => Math.hypot(marker.x - x, marker.y - y) < TOGETHER);
    if (near) near.ranks.push(index + 1);
    else markers.push({ x, y, ranks: [index + 1] });
  });
  return markers;
}

/** @param {string} name @param {number} x @param {number} y */
function townView(name, x, y) {
  return svg('g', { class: 'town' }, svg('circle', { cx: x, cy: y, r: 2 }),
    svg('text', { x, y: y + 24, 'text-anchor': 'middle' }, name));
}

/**
 * The numbers of the structures at one place, in rows of a few.
 * @param {{x: number, y: number, ranks: number[]}} marker
 */
function markerView({ x, y, ranks }) {
  const columns = Math.min(ranks.length, NUMBERS_A_ROW);
  const rows = Math.ceil(ranks.length / NUMBERS_A_ROW);
  const width = columns * CELL + 4;
  const height = rows * CELL + 3;
  // A tall marker grows upwards, away from the name of the town.
  const top = y + 9 - height;
  return svg('g', { class: 'marker' },
    svg('rect', { x: x - width / 2, y: top, width, height, rx: 9 }),
    ranks.map((rank, index) => svg('text', { 'text-anchor': 'middle',
      x: x - width / 2 + 2 + CELL * ((index % NUMBERS_A_ROW) + 0.5),
      y: top + 1.5 + CELL * (Math.floor(index / NUMBERS_A_ROW) + 0.5) + 4 }, rank)));
}
