/** The table of files: a folder, or what a search has found. */

import { ask } from './api.js';
import * as changes from './changes.js';
import { $, button, icon, make, toast } from './dom.js';
import { extension, kind } from './kinds.js';
import { collator, date, size, t, time } from './language.js';
import { copyAria2, copyLinks } from './links.js';
import { address, hash, here, query, question, searchHash, view } from './place.js';
import { show } from './player.js';
import { Rows } from './rows.js';
import { Selection } from './selection.js';

let entries = [];
let order = { by: 'name', down: false };
let latest = 0;
// where the last listing was, to find the way back to it
let before = [];

const rows = new Rows($('rows'), row);
const selection = new Selection(drawSelection);

/** What the other parts of the page may know of the open folder. */
export const names = () => new Set(entries.map(entry => entry.name));

/**
 * Reads the folder that the address names, or searches.
 *
 * @param reload asks the drive, even if the gateway knows the folder
 * @param onAuthorization is told whether the account is authorized
 */
export async function open(reload = false, onAuthorization = () => {}) {
  const mine = ++latest;
  const folders = here();
  const searching = view() === 'search';
  const other = changed(folders, searching);
  const focused = other && [$('files'), $('crumbs')].some(part => part.contains(document.activeElement));
  document.title = (searching ? t('search') : folders.at(-1)?.name ?? t('allFiles')) + ' – ' + t('drive');
  crumbs(folders, searching);
  $('status').textContent = t('opening');
  // what is about to go cannot be clicked
  $('rows').inert = other;
  $('files').setAttribute('aria-busy', 'true');
  try {
    const path = searching ? 'api/search?query=' + encodeURIComponent(query()) : 'api/list?' + question(folders);
    const listing = await ask(path, { headers: reload ? { 'Cache-Control': 'no-cache' } : {} });
    if (mine === latest) {
      entries = listing.entries;
      onAuthorization(true);
      $('rows').inert = false;
      if (other) {
        $('find').value = '';
        selection.clear();
      }
      draw();
      if (other) {
        arrive(folders, focused);
      }
    }
  } catch (problem) {
    if (mine === latest) {
      entries = [];
      selection.clear();
      draw();
      $('status').textContent = problem.message;
      onAuthorization(problem.status !== 401);
    }
  } finally {
    if (mine === latest) {
      $('rows').inert = false;
      $('files').removeAttribute('aria-busy');
    }
  }
}

let shownPlace;

function changed(folders, searching) {
  const place = searching ? searchHash(query()) : hash(folders);
  const other = place !== shownPlace;
  shownPlace = place;
  return other;
}

/** After another folder has come: whoever works with the keyboard is at its first row, or at the folder that he comes from. */
function arrive(folders, focused) {
  const from = before.length > folders.length ? before[folders.length] : null;
  const index = from ? rows.items.findIndex(entry => entry.folder && entry.name === from.name) : 0;
  before = folders;
  if (!focused || document.activeElement !== document.body) {
    return;
  }
  if (rows.items.length === 0) {
    $('files').focus();
  } else {
    rows.focus(Math.max(index, 0));
  }
}

function crumbs(folders, searching) {
  const all = searching ? [{ name: t('foundFor', query()) }] : folders;
  const items = [{ name: t('allFiles') }, ...all].map(({ name }, depth) => {
    const address = searching && depth > 0 ? location.hash : hash(folders.slice(0, depth));
    const link = make('a', { href: address, textContent: name });
    if (depth === all.length) {
      link.setAttribute('aria-current', 'page');
    }
    return make('li', {}, link);
  });
  $('crumbs').replaceChildren(...items);
  $('into').hidden = searching;
}

/** Folders first, then by the column that was chosen. */
function compare(a, b) {
  const by = order.by === 'name' ? collator.compare(a.name, b.name) : (a[order.by] ?? 0) - (b[order.by] ?? 0);
  return b.folder - a.folder || (order.down ? -by : by) || collator.compare(a.name, b.name);
}

export function draw() {
  const wanted = $('find').value.trim().toLowerCase();
  const shown = entries.filter(entry => entry.name.toLowerCase().includes(wanted)).sort(compare);
  rows.show(shown);
  $('search').hidden = !wanted;
  $('status').textContent = shown.length > 0 ? summary(shown) : wanted ? t('nothingOfThisName')
    : view() === 'search' ? t('nothingFound') : t('empty') + ' ' + t('dropHere');
  drawSelection();
}

function summary(shown) {
  const files = shown.filter(entry => !entry.folder);
  const folders = shown.length - files.length;
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return [folders && t('folders', folders), files.length && t('files', files.length) + t('comma') + size(total)]
    .filter(Boolean).join(' · ');
}

/** The boxes of the rows in the document, and what can be done with all that are chosen. */
function drawSelection() {
  const shown = rows.items;
  const chosen = selection.of(shown);
  rows.mark(entry => selection.has(entry));
  $('all').checked = chosen.length > 0 && chosen.length === shown.length;
  $('all').indeterminate = chosen.length > 0 && chosen.length < shown.length;
  $('chosen').hidden = chosen.length === 0;
  $('chosen-count').textContent = chosen.length === 0 ? '' : t('chosen', chosen.length);
  $('rename').hidden = chosen.length !== 1;
  $('copy-links').disabled = $('copy-aria2').disabled = chosen.every(entry => entry.folder);
}

function row(entry, index) {
  const type = entry.folder ? 'folder' : kind(entry.name);
  const box = make('input', {
    type: 'checkbox', checked: selection.has(entry), aria: { label: t('choose', entry.name) },
    onclick: event => selection.toggle(rows.items, index, event.shiftKey),
  });
  const cell = (className, ...content) => make('td', { className, aria: { role: 'cell' } }, ...content);
  return make('tr', { className: selection.has(entry) ? 'chosen' : '', aria: { role: 'row' } },
    cell('pick', make('label', {}, box)),
    cell('name', nameOf(entry, type, index)),
    cell('number', entry.folder ? '' : size(entry.size)),
    cell('changed', ...(entry.changed ? when(entry.changed) : [])),
    cell('actions', make('div', {}, ...actions(entry, type, index))));
}

/** A date, and a time that narrow screens leave out. */
function when(millis) {
  return [date(millis), make('span', { className: 'time', textContent: time(millis) })];
}

function nameOf(entry, type, index) {
  const text = make('span', { textContent: entry.name });
  if (entry.folder) {
    const address = view() === 'search' ? hash([entry]) : hash([...here(), entry]);
    return make('a', { href: address, title: entry.name }, icon(type, type), text);
  }
  const name = make('div', { title: entry.name }, icon(type, type), text);
  if (type !== 'file' && entry.ready) {
    // for the mouse; the keyboard has the button at the end of the row
    name.classList.add('opens');
    name.addEventListener('click', () => preview(index));
  }
  return name;
}

function actions(entry, type, index) {
  const where = view() === 'search'
    ? [button('folder', t('itsFolder'), t('itsFolderOf', entry.name), () => openFolderOf(entry))] : [];
  if (entry.folder) {
    return where;
  }
  if (!entry.ready) {
    return [make('span', { textContent: t('notComplete') })];
  }
  const share = button('link', t('copy'), t('copyLink', entry.name), () => copyLinks([entry]));
  const download = make('a', {
    className: 'icon', href: address(entry), download: entry.name, title: t('download'), aria: { label: t('downloadFile', entry.name) },
  }, icon('download'));
  const play = button('play', t(type === 'image' || type === 'text' ? 'show' : 'play'),
    t(type === 'image' || type === 'text' ? 'showFile' : 'playFile', entry.name), () => preview(index));
  return [...where, ...(type === 'file' ? [] : [play]), share, download];
}

/** Opens a file; the files of its kind are the previous and the next ones. */
function preview(index) {
  const file = rows.items[index];
  const alike = rows.items.filter(entry => !entry.folder && entry.ready && kind(entry.name) === kind(file.name));
  show(alike, alike.indexOf(file), entries);
}

async function openFolderOf(entry) {
  try {
    const folder = entry.parent === '0' ? null : await ask('api/info?id=' + entry.parent);
    location.hash = hash(folder ? [{ name: folder.name, id: folder.id }] : []);
  } catch (problem) {
    toast(problem.message);
  }
}

function sortBy(heading) {
  const by = heading.dataset.sort;
  order = { by, down: order.by === by && !order.down };
  document.querySelectorAll('th[aria-sort]').forEach(th => th.removeAttribute('aria-sort'));
  heading.parentElement.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
  draw();
}

/** The keys within the table. */
function onKey(event) {
  const index = rows.focusedIndex();
  if (index < 0 || rows.onKey(event)) {
    return;
  }
  if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    selection.all(rows.items);
  } else if (event.key === 'F2') {
    event.preventDefault();
    rename(rows.items[index]);
  } else if (event.key === 'Delete') {
    event.preventDefault();
    const chosen = selection.of(rows.items);
    remove(chosen.length > 0 ? chosen : [rows.items[index]]);
  } else if (event.key === 'Escape' && selection.size > 0) {
    selection.clear();
  }
}

const rename = entry => changes.rename(entry, entry.folder ? '' : extension(entry.name)).then(refresh);
const remove = chosen => changes.remove(chosen, () => refresh(true)).then(done => {
  if (done) {
    selection.clear();
    refresh(done);
  }
});

/** After a change of one's own, which the gateway knows of: shows what is open by then. */
const refresh = done => done && dispatchEvent(new Event('hashchange'));

const chosen = () => selection.of(rows.items);

for (const heading of document.querySelectorAll('#files th button')) {
  heading.addEventListener('click', () => sortBy(heading));
}
$('rows').addEventListener('keydown', onKey);
$('all').addEventListener('click', () => $('all').checked ? selection.all(rows.items) : selection.clear());
$('find').addEventListener('input', draw);
$('find').addEventListener('keydown', event => {
  if (event.key === 'Enter' && $('find').value.trim()) {
    location.hash = searchHash($('find').value.trim());
  }
});
$('search').addEventListener('click', () => { location.hash = searchHash($('find').value.trim()); });
$('method').addEventListener('change', draw);
$('reload').addEventListener('click', () => open(true));
$('new-folder').addEventListener('click', () => changes.createFolder(here(), names()).then(refresh));
$('rename').addEventListener('click', () => rename(chosen()[0]));
$('copy-links').addEventListener('click', () => copyLinks(chosen()));
$('copy-aria2').addEventListener('click', () => copyAria2(chosen()));
$('to-bin').addEventListener('click', () => remove(chosen()));
$('choose-none').addEventListener('click', () => selection.clear());
