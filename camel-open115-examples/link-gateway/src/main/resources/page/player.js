/** The player: pictures, music, films with their subtitles, and texts. It is emptied when it closes, so that nothing goes on. */

import { $, make } from './dom.js';
import { kind } from './kinds.js';
import { t } from './language.js';
import { address } from './place.js';
import { tracks } from './subtitles.js';
import { LONGEST, read } from './text.js';

let files = [];
let index = 0;
let neighbours = [];
// an answer for a file that is no longer shown is of no use
let shown = 0;

/**
 * Opens the player.
 *
 * @param alike the files of one kind, between which a person goes to and fro
 * @param entries the folder that they are in, with their subtitles
 */
export function show(alike, place, entries) {
  files = alike;
  neighbours = entries;
  $('player').showModal();
  go(place);
}

function go(place) {
  const mine = ++shown;
  index = place;
  const file = files[index];
  empty();
  $('player-title').textContent = file.name;
  $('player-place').textContent = files.length > 1 ? t('place', index + 1, files.length) : '';
  $('previous').hidden = $('next').hidden = files.length < 2;
  // one that is disabled would lose the focus
  $('previous').setAttribute('aria-disabled', index === 0);
  $('next').setAttribute('aria-disabled', index === files.length - 1);
  const put = element => mine === shown && $('stage').replaceChildren(element);
  const stages = { image: picture, audio: media, video: media, text };
  stages[kind(file.name)](file, put);
}

const cannot = () => make('p', { textContent: t('cannotShow') });

function picture(file, put) {
  put(make('img', { src: address(file), alt: file.name, onerror: () => put(cannot()) }));
}

async function media(file, put) {
  const type = kind(file.name);
  const element = make(type, {
    src: address(file), controls: true, autoplay: true, aria: { label: file.name }, onerror: () => put(cannot()),
  });
  put(element);
  if (type === 'video') {
    // a film does not wait for its subtitles, and without them it is still a film
    const found = await tracks(file, neighbours).catch(() => []);
    if (element.isConnected) {
      element.append(...found);
      found.filter(track => track.default).forEach(({ track }) => { track.mode = 'showing'; });
    } else {
      found.forEach(track => URL.revokeObjectURL(track.src));
    }
  }
}

async function text(file, put) {
  try {
    const content = make('pre', { textContent: await read(file), tabIndex: 0, aria: { role: 'region', label: file.name } });
    const note = file.size > LONGEST ? [make('p', { textContent: t('onlyBeginning') })] : [];
    put(make('div', {}, ...note, content));
  } catch {
    put(cannot());
  }
}

function empty() {
  $('stage').querySelectorAll('track').forEach(track => URL.revokeObjectURL(track.src));
  // a film that is only taken out of the page goes on to load
  $('stage').querySelectorAll('audio, video').forEach(element => {
    element.onerror = null;
    element.removeAttribute('src');
    element.load();
  });
  $('stage').replaceChildren();
}

function step(by) {
  if (files[index + by]) {
    go(index + by);
  }
}

/** The arrow keys, where they do nothing else: within a film they go to and fro in it. */
$('player').addEventListener('keydown', event => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by && kind(files[index].name) === 'image') {
    event.preventDefault();
    step(by);
  }
});
$('player').addEventListener('close', () => {
  shown++;
  empty();
});
$('player-close').addEventListener('click', () => $('player').close());
$('previous').addEventListener('click', () => step(-1));
$('next').addEventListener('click', () => step(1));
