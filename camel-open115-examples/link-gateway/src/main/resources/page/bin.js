/** The recycle bin: what is in it, back to where it was, or gone for good. */

import { ask, post, postIds } from './api.js';
import { choose } from './dialogs.js';
import { $, icon, make, toast } from './dom.js';
import { kind } from './kinds.js';
import { date, size, t, time } from './language.js';
import { Rows } from './rows.js';
import { Selection } from './selection.js';

const rows = new Rows($('bin-rows'), row);
const selection = new Selection(drawSelection);
let latest = 0;

export async function open() {
  const mine = ++latest;
  document.title = t('bin') + ' – ' + t('drive');
  $('bin-status').textContent = t('opening');
  $('bin-rows').inert = true;
  try {
    const { entries } = await ask('api/bin');
    if (mine === latest) {
      selection.clear();
      rows.show(entries);
      $('bin-status').textContent = entries.length > 0 ? t('inBin', entries.length) : t('binEmpty');
      drawSelection();
    }
  } catch (problem) {
    $('bin-status').textContent = problem.message;
  } finally {
    $('bin-rows').inert = false;
  }
}

function row(entry, index) {
  const type = entry.folder ? 'folder' : kind(entry.name);
  const box = make('input', {
    type: 'checkbox', checked: selection.has(entry), aria: { label: t('choose', entry.name) },
    onclick: event => selection.toggle(rows.items, index, event.shiftKey),
  });
  const cell = (className, ...content) => make('td', { className, aria: { role: 'cell' } }, ...content);
  const where = entry.restoring ? t('restoring') : entry.parent ? t('from', entry.parent) : '';
  return make('tr', { aria: { role: 'row' } },
    cell('pick', make('label', {}, box)),
    cell('name', make('div', { title: entry.name }, icon(type, type), make('span', { textContent: entry.name }))),
    cell('number', entry.folder || entry.size < 0 ? '' : size(entry.size)),
    cell('changed', entry.deleted ? date(entry.deleted) + time(entry.deleted) : ''),
    cell('actions', make('span', { className: 'short', textContent: where, title: where })));
}

function drawSelection() {
  const chosen = selection.of(rows.items);
  rows.mark(entry => selection.has(entry));
  $('bin-all').checked = chosen.length > 0 && chosen.length === rows.items.length;
  $('bin-all').indeterminate = chosen.length > 0 && chosen.length < rows.items.length;
  $('bin-count').textContent = chosen.length > 0 ? t('chosen', chosen.length) : '';
  $('bin-restore').disabled = $('bin-delete').disabled = chosen.length === 0;
  $('bin-empty').disabled = rows.items.length === 0;
}

async function change(action, told) {
  try {
    await action();
    toast(told);
  } catch (problem) {
    toast(problem.message);
  }
  await open();
}

const ids = () => selection.of(rows.items).map(entry => entry.id);

async function restore() {
  const chosen = ids();
  await change(() => postIds('api/bin/restore', chosen), t('restored', chosen.length));
}

async function remove() {
  const chosen = ids();
  if (await choose(t('removeForever', chosen.length), t('nobodyCanUndo'), [[t('remove'), true]])) {
    await change(() => postIds('api/bin/delete', chosen), t('removed', chosen.length));
  }
}

async function empty() {
  if (await choose(t('emptyBin'), t('nobodyCanUndo'), [[t('emptyBin'), true]])) {
    await change(() => post('api/bin/empty'), t('binIsEmpty'));
  }
}

$('bin-rows').addEventListener('keydown', event => {
  if (!rows.onKey(event) && event.key === 'Escape') {
    selection.clear();
  }
});
$('bin-all').addEventListener('click', () => $('bin-all').checked ? selection.all(rows.items) : selection.clear());
$('bin-restore').addEventListener('click', restore);
$('bin-delete').addEventListener('click', remove);
$('bin-empty').addEventListener('click', empty);
$('bin-reload').addEventListener('click', open);
