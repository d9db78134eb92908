/** The styles of the widget: they live in the shadow root, in both colour schemes, and nothing of the page reaches them. */

export const sheet = new CSSStyleSheet();

sheet.replaceSync(`
:host { all: initial !important; display: block !important; }
:host([hidden]) { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }

.root {
  --paper: light-dark(#ffffff, #12191a);
  --wash: light-dark(#f3f7f5, #1a2325);
  --ink: light-dark(#15231f, #e7efec);
  --muted: light-dark(#4d5f59, #a6b7b1);
  --line: light-dark(#d7e1dd, #2f3d3d);
  --edge: light-dark(#73857e, #778a84);
  --accent: var(--assistant-accent, light-dark(#0b5d50, #7ed3c0));
  --on-accent: var(--assistant-on-accent, light-dark(#ffffff, #05211c));
  --soft: light-dark(#e4f1ed, #18322d);
  --band: var(--assistant-band, light-dark(#0b463d, #0d2b27));
  --on-band: var(--assistant-on-band, #ffffff);
  --yes: light-dark(#0c5c38, #8edcb2); --yes-wash: light-dark(#e3f4ea, #12301f);
  --no: light-dark(#96201f, #f6aaa6); --no-wash: light-dark(#fcebe9, #3a1b1b);
  --care: light-dark(#714600, #f0c878); --care-wash: light-dark(#fdf2dd, #35290f);
  --mark: light-dark(#fdeeb5, #564a18);
  --radius: var(--assistant-radius, 10px);
  --shadow: 0 1px 2px rgb(8 32 26 / .10), 0 18px 48px rgb(8 32 26 / .22);
  color-scheme: light dark;
  color: var(--ink);
  font: 400 clamp(15px, 1rem, 26px)/1.55 var(--assistant-font, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif);
  font-variant-numeric: lining-nums;
  text-align: start;
  overflow-wrap: anywhere;
}
.root[data-theme="light"] { color-scheme: light; }
.root[data-theme="dark"] { color-scheme: dark; }

h2, h3, h4, h5, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h2, h3, h4, h5 { font-weight: 600; line-height: 1.3; text-wrap: balance; }
h4 { font-size: 1.05em; }
h5 { font-size: 1em; }
small { font-size: .875em; color: var(--muted); }
a { color: var(--accent); text-underline-offset: .18em; }
mark { background: var(--mark); color: var(--ink); border-radius: 3px; padding: .05em .15em;
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
button, input, textarea, summary { font: inherit; color: inherit; }
button, summary { cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.head :focus-visible { outline-color: var(--on-band); }
.sr { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7;
  stroke-linecap: round; stroke-linejoin: round; }
.icon-more { stroke-width: 3; }

/* Buttons */
.button { display: inline-flex; align-items: center; justify-content: center; gap: .5em; min-height: 2.4em; padding: .3em .85em;
  border: 1px solid var(--edge); border-radius: 8px; background: var(--paper); color: var(--ink); text-decoration: none;
  font-size: .94em; font-weight: 500; line-height: 1.25; text-align: start; }
.button:hover { background: var(--soft); border-color: var(--accent); }
.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button.primary:hover { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
.button.round { min-width: 2.4em; padding: .3em; border-color: transparent; background: transparent; }
.button.round:hover { background: var(--soft); }
.button[aria-pressed="true"] { background: var(--soft); border-color: var(--accent); color: var(--accent); }
.button[disabled] { opacity: .55; cursor: not-allowed; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: .6em; }
.tag, .origin { display: inline-block; padding: 0 .5em; border-radius: 5px; background: var(--soft); color: var(--ink);
  font-size: .82em; font-weight: 600; line-height: 1.6; }
.from .tag { background: var(--care-wash); color: var(--care); margin-inline-start: .4em; }

/* Launcher and panel */
.launcher { position: fixed; z-index: 2147483000; inset-block-end: var(--assistant-offset, 24px);
  inset-inline-end: var(--assistant-offset, 24px); display: inline-flex; align-items: center; gap: .65em; min-height: 3.4em;
  max-width: calc(100vw - 32px); padding: .6em 1.25em; border: 0; border-radius: 2em; background: var(--accent);
  color: var(--on-accent); font-weight: 600; box-shadow: var(--shadow); }
.launcher:hover { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
.launcher:focus-visible { outline-offset: 3px; border-radius: 2em; }
.open .launcher { visibility: hidden; }
.panel { container: panel / inline-size; display: none; flex-direction: column; background: var(--paper); color: var(--ink);
  border: 1px solid var(--line); border-radius: calc(var(--radius) + 4px); padding: 0; overflow: hidden; }
dialog.panel { position: fixed; z-index: 2147483001; inset: auto; inset-block-end: 20px; inset-inline-end: 20px; margin: 0;
  width: min(var(--assistant-width, 480px), calc(100vw - 32px)); max-width: none;
  height: min(var(--assistant-height, 780px), calc(100vh - 40px)); max-height: none; box-shadow: var(--shadow); }
dialog.panel[open], .inline .panel { display: flex; }
.wide dialog.panel { width: min(1040px, calc(100vw - 40px)); height: calc(100vh - 40px); }
dialog.panel::backdrop { background: transparent; }
.inline .panel { width: 100%; height: var(--assistant-height, min(780px, 88vh)); }

.head { display: flex; align-items: center; gap: .8em; padding: .85em .9em .85em 1.1em; background: var(--band); color: var(--on-band); }
.emblem { display: grid; place-items: center; flex: none; width: 2.5em; height: 2.5em; border-radius: 50%;
  border: 1px solid color-mix(in srgb, var(--on-band) 45%, transparent); }
.titles { flex: 1; min-width: 0; }
.head h2 { font-size: 1.06em; }
.head p { font-size: .86em; opacity: .86; }
.toolbar, .toolbar .tools { display: flex; align-items: center; gap: .1em; }
.head .button.round { color: inherit; }
.head .button.round:hover, .head .button[aria-pressed="true"] { background: color-mix(in srgb, var(--on-band) 18%, transparent); border-color: transparent; }
.menu { position: relative; }
.menu summary { list-style: none; }
.menu summary::-webkit-details-marker { display: none; }
.menu ul { position: absolute; z-index: 5; inset-block-start: calc(100% + .4em); inset-inline-end: 0; width: max-content; max-width: 17em;
  padding: .4em; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); color: var(--ink); box-shadow: var(--shadow); }
.menu li .button { width: 100%; justify-content: flex-start; border-color: transparent; background: transparent; }
.menu li .button:hover:not([disabled]) { background: var(--soft); }
.menu li .button:focus-visible { outline-color: var(--accent); outline-offset: -2px; }

/* Conversation */
.thread { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1.25em; scroll-behavior: smooth; }
.thread:focus-visible { outline-offset: -3px; }
.welcome h3 { font-size: 1.3em; margin-block: .4em .5em; }
.welcome p { color: var(--muted); max-width: 60ch; }
.welcome ul { display: grid; gap: .55em; margin-block-start: 1.3em; }
.suggestion { min-height: 2.5em; padding: .5em .9em; border: 1px solid var(--line); border-radius: 10px; background: var(--wash);
  text-align: start; line-height: 1.4; }
.suggestion:hover { border-color: var(--accent); background: var(--soft); }
.welcome .suggestion { width: 100%; padding: .7em 1em; }
.turns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.2em; }
.turn { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.1em; }
.question { justify-self: end; max-width: 88%; padding: .65em 1em; border-radius: 14px 14px 3px 14px; background: var(--soft);
  font-size: 1em; font-weight: 500; line-height: 1.45; text-wrap: wrap; white-space: pre-wrap; }
.answer { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.35em; max-width: 78ch; }
.block { display: grid; grid-template-columns: minmax(0, 1fr); gap: .6em; }
.block h4 { color: var(--ink); }
.block > p { white-space: pre-line; }
.verdict { display: flex; align-items: center; gap: .55em; padding: .55em .9em; border-radius: var(--radius);
  border-inline-start: 5px solid currentColor; font-size: 1.16em; font-weight: 700; }
.verdict.yes { background: var(--yes-wash); color: var(--yes); }
.verdict.no { background: var(--no-wash); color: var(--no); }
.verdict.conditions { background: var(--care-wash); color: var(--care); }
.verdict.none { background: var(--wash); color: var(--muted); }
.lead { font-size: 1.06em; }
.cites { white-space: nowrap; }
.cite { display: inline-grid; place-items: center; min-width: 24px; height: 24px; padding: 0 .35em; margin-inline-end: 3px; border: 1px solid var(--accent);
  border-radius: 7px; background: var(--paper); color: var(--accent); font-size: .8em; font-weight: 600; line-height: 1; vertical-align: .08em; }
button.cite:hover { background: var(--accent); color: var(--on-accent); }
.list { display: grid; gap: .6em; }
.list li { display: flex; gap: .6em; }
.list.steps li::before { content: ""; flex: none; width: .5em; height: .5em; margin-block-start: .55em; border-radius: 50%; background: var(--accent); }
.list.questions li::before { content: "?"; flex: none; display: grid; place-items: center; width: 1.5em; height: 1.5em; border-radius: 50%;
  background: var(--soft); color: var(--accent); font-weight: 700; font-size: .9em; }
.list.levers { counter-reset: lever; }
.list.levers li { counter-increment: lever; padding-block: .15em; }
.list.levers li::before { content: counter(lever); flex: none; display: grid; place-items: center; width: 1.7em; height: 1.7em; border-radius: 50%;
  background: var(--soft); font-weight: 700; font-size: .9em; }
.block.questions { padding: .9em 1em; border: 1px solid var(--line); border-radius: var(--radius); justify-items: start; }
.block.warning, .block.refusal { grid-template-columns: auto minmax(0, 1fr); padding: .8em 1em; border-radius: var(--radius); }
.block.warning { background: var(--care-wash); }
.block.warning > .icon { color: var(--care); margin-block-start: .15em; }
.block.refusal { background: var(--wash); border: 1px solid var(--line); }
.note-body { display: grid; gap: .5em; }

/* Folded parts */
.fold > summary { display: flex; align-items: center; gap: .45em; min-height: 2em; list-style: none; color: var(--ink); font-size: .94em; font-weight: 500; }
.fold > summary::-webkit-details-marker { display: none; }
.fold > summary .icon { transition: transform .15s; transform: rotate(-90deg); color: var(--accent); }
.fold[open] > summary .icon { transform: none; }
.fold > summary:hover { color: var(--accent); }
.brief { font-weight: 400; color: var(--muted); }
.sources ol { display: grid; gap: .2em; margin-block-start: .4em; }
.source { display: flex; gap: .7em; align-items: flex-start; width: 100%; padding: .5em; border: 0; border-radius: 8px; background: none; text-align: start; }
.source:hover { background: var(--wash); }
.source strong { font-weight: 500; text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: .2em; }
.source small { display: block; }
.facts { display: grid; gap: .1em; margin-block-start: .4em; }
.facts > div { display: grid; grid-template-columns: minmax(7em, 11em) minmax(0, 1fr); gap: .2em .9em; align-items: center; padding: .4em 0; border-block-end: 1px solid var(--line); }
.facts dt { color: var(--muted); font-size: .92em; }
.understood dd { display: flex; justify-content: space-between; align-items: center; gap: .6em; }
.facts dd strong { font-weight: 600; }
.facts dd small, .facts dd .origin { display: block; width: fit-content; }

/* Calculation */
.calc { border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
.result { padding: 1em 1.1em .9em; background: var(--wash); }
.figure { font-size: 1.05em; }
.figure strong { font-size: 2em; font-weight: 700; letter-spacing: -.01em; line-height: 1.15; color: var(--accent); }
.range { color: var(--muted); }
.result .tag { margin-block-start: .4em; }
.formula { padding: .9em 1.1em; border-block: 1px solid var(--line); }
.formula p { font-size: 1.06em; font-weight: 600; font-variant-numeric: tabular-nums lining-nums; }
.parameters { padding: 1em 1.1em; display: grid; gap: .7em; }
.parameters ul { display: grid; }
.parameters li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .15em 1em; align-items: center; padding: .6em 0; border-block-end: 1px solid var(--line); }
.parameters .name { font-weight: 500; }
.parameters .value { display: flex; align-items: center; gap: .4em; white-space: nowrap; }
.parameters input { width: 7.2em; min-height: 2.2em; padding: .2em .55em; border: 1px solid var(--edge); border-radius: 7px; background: var(--paper);
  text-align: end; font-variant-numeric: tabular-nums; }
.parameters input[aria-invalid="true"] { border: 2px solid var(--no); }
.parameters .value strong { font-variant-numeric: tabular-nums; font-weight: 600; }
.unit { min-width: 4.5em; color: var(--muted); font-size: .92em; }
.from { grid-column: 1 / -1; color: var(--muted); font-size: .88em; }
.said:empty { display: none; }
.said { font-size: .94em; }
.meaning { display: grid; gap: .7em; padding: 0 1.1em 1.1em; }
table { width: 100%; border-collapse: collapse; font-size: .94em; }
caption { text-align: start; font-weight: 600; padding-block-end: .3em; }
th, td { padding: .4em .6em; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
th { font-weight: 600; background: var(--wash); }
.meaning td:not(:first-child), .meaning th:not(:first-child) { text-align: end; font-variant-numeric: tabular-nums; }

/* Structures */
.structures-view { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1em; }
.map { padding: .6em; border-radius: var(--radius); background: light-dark(#e8f1f6, #14232b); }
.map svg { display: block; width: 100%; max-height: 300px; font-family: inherit; }
.map figcaption { font-size: .88em; color: var(--muted); }
.land { fill: var(--paper); stroke: var(--edge); stroke-width: 1; stroke-linejoin: round; }
.town circle { fill: var(--muted); }
.town text { fill: var(--muted); font-size: 10.5px; }
.marker rect { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
.marker text { fill: var(--on-accent); font-size: 11px; font-weight: 700; }
.cards { display: grid; grid-template-columns: minmax(0, 1fr); gap: .8em; }
@container panel (min-width: 760px) { .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); } .answer { max-width: none; } }
.card { position: relative; display: grid; gap: .35em; align-content: start; padding: 1em 1em .9em 3.4em; border: 1px solid var(--line); border-radius: var(--radius); }
.rank { position: absolute; inset-block-start: 1em; inset-inline-start: 1em; display: grid; place-items: center; width: 1.7em; height: 1.7em; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); font-size: .9em; font-weight: 700; }
.card h5 { line-height: 1.35; }
.kind, .where { font-size: .94em; color: var(--muted); }
.where { color: var(--ink); }
.reasons li { display: flex; gap: .45em; font-size: .94em; }
.reasons .icon { color: var(--yes); margin-block-start: .1em; }
.contact { display: flex; flex-wrap: wrap; gap: .1em 1.1em; font-size: .92em; }
.contact a { display: inline-flex; align-items: center; gap: .3em; min-height: 24px; }
.siret { color: var(--muted); }
.unknown ul { display: grid; gap: .3em; padding: .3em 0 0 1.7em; font-size: .9em; color: var(--muted); }

/* Clause */
.clause-view { display: grid; gap: .8em; }
.place { color: var(--muted); }
.paper { max-height: 24em; overflow-y: auto; padding: 1.3em 1.4em; border: 1px solid var(--line); border-radius: var(--radius); background: var(--wash); display: grid;
  grid-template-columns: minmax(0, 1fr); gap: .65em; align-content: start; line-height: 1.6; }
.paper .dash { padding-inline-start: 1em; text-indent: -.7em; }
.todo { padding: .9em 1em; border-radius: var(--radius); background: var(--care-wash); }
.todo h5 { display: flex; gap: .5em; align-items: center; color: var(--care); }
.todo ul { display: grid; gap: .3em; margin-block-start: .5em; padding-inline-start: 1.2em; list-style: disc; }

/* After an answer */
.after { display: grid; gap: .8em; padding-block-start: .3em; }
.follow-ups { display: flex; flex-wrap: wrap; gap: .5em; }
.follow-ups .suggestion { border-radius: 1.4em; font-size: .95em; color: var(--accent); font-weight: 500; background: var(--paper); border-color: var(--edge); }
.tools { gap: .2em; }
.opinion { display: grid; gap: .5em; padding: .9em 1em; border: 1px solid var(--line); border-radius: var(--radius); }
.opinion textarea { width: 100%; padding: .5em .7em; border: 1px solid var(--edge); border-radius: 8px; background: var(--paper); resize: vertical; }
.waiting { display: grid; gap: .5em; }
.progress { display: flex; align-items: center; gap: .7em; color: var(--muted); }
.pulse { width: .7em; height: .7em; border-radius: 50%; background: var(--accent); animation: breathe 1.8s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .25; transform: scale(.75); } }
.late { font-size: .94em; color: var(--muted); }
.failure { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .7em; padding: 1em; border-radius: var(--radius); background: var(--no-wash); }
.failure > .icon { color: var(--no); margin-block-start: .15em; }
.failure > div { display: grid; gap: .6em; }
.stopped { color: var(--muted); }

/* Composer */
.toast { margin: 0 1.25em .6em; padding: .5em .9em; border-radius: 8px; background: var(--ink); color: var(--paper); font-size: .94em; }
.composer { display: flex; align-items: flex-end; gap: .5em; margin: 0 1.1em; padding: .35em .35em .35em .9em; border: 1px solid var(--edge); border-radius: 14px; background: var(--paper); }
.composer:focus-within { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: -1px; }
.composer textarea { flex: 1; min-width: 0; min-height: 2.5em; max-height: 9em; padding: .45em 0; border: 0; outline: 0; background: none; resize: none; line-height: 1.5; }
.composer textarea::placeholder { color: var(--muted); opacity: 1; }
.button.send { width: 2.6em; min-height: 2.6em; padding: 0; border-color: var(--accent); border-radius: 10px; background: var(--accent); color: var(--on-accent); }
.button.send:hover { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
.foot { text-wrap: balance; padding: .6em 1.25em .8em; font-size: .8em; color: var(--muted); text-align: center; }

/* Article */
dialog.article { width: min(720px, calc(100vw - 32px)); max-width: none; max-height: min(86vh, 900px); padding: 0; border: 1px solid var(--line);
  border-radius: calc(var(--radius) + 4px); background: var(--paper); color: var(--ink); box-shadow: var(--shadow); overflow: hidden; }
dialog.article[open] { display: flex; }
dialog.article::backdrop { background: rgb(6 20 17 / .5); }
.article-frame { display: flex; flex-direction: column; width: 100%; min-height: 0; }
.article-head { display: flex; align-items: flex-start; justify-content: space-between; gap: 1em; padding: 1.1em 1.1em .7em 1.5em; }
.article h2 { font-size: 1.2em; padding-block-start: .25em; }
.article h2:focus-visible { outline: 0; }
.article-body { display: flex; flex-direction: column; min-height: 0; gap: .9em; padding: 0 1.5em 1.4em; }
.dates { display: grid; gap: .15em; font-size: .92em; color: var(--muted); }
.law { flex: 1; min-height: 6em; overflow-y: auto; display: grid; gap: .8em; align-content: start; padding: 1.1em 1.2em; border-inline-start: 4px solid var(--accent); background: var(--wash); line-height: 1.65; }
.path { font-size: .86em; color: var(--muted); }

@media (max-width: 600px) {
  dialog.panel, .wide dialog.panel { inset: 0; width: 100vw; height: 100vh; height: 100dvh; border: 0; border-radius: 0; }
  .widen { display: none; }
  .thread { padding: 1em; }
  .facts > div { grid-template-columns: minmax(0, 1fr); }
  .parameters li { grid-template-columns: minmax(0, 1fr); }
  .card { padding-inline-start: 1em; }
  .card h5 { padding-inline-start: 2.2em; }
  .emblem { display: none; }
  .article-head { padding-inline-start: 1.1em; }
  .article-body { padding: 0 1.1em 1.1em; }
}
@media (max-height: 480px) { .foot { display: none; } .head p { display: none; } }
@media (prefers-reduced-motion: reduce) {
  .pulse { animation: none; }
  .thread { scroll-behavior: auto; }
  .fold > summary .icon { transition: none; }
}
@media (forced-colors: active) { .cite, .tag, .verdict, .question { border: 1px solid; } .pulse { background: CanvasText; } }
`);
