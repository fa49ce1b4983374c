/** The cloud download: links that the service fetches into the drive, and its tasks. */

import { ask, post } from './api.js';
import { choose, promptLines } from './dialogs.js';
import { $, button, make, toast } from './dom.js';
import { date, size, t, time } from './language.js';
import { question } from './place.js';
import { Rows } from './rows.js';

/** Tasks take minutes; each look is a call of the drive. */
const LOOK_MILLIS = 30_000;
/** So many links are given to the gateway at a time: it takes short bodies only. */
const LINKS = 100;

const rows = new Rows($('cloud-rows'), row);
let latest = 0;
let looking;
// the folder that was open last; links go there
let into = [];

/** @param folders the folder that is open */
export const isInto = folders => { into = folders; };

export async function open() {
  const mine = ++latest;
  clearTimeout(looking);
  document.title = t('cloud') + ' – ' + t('drive');
  $('cloud-status').textContent = t('opening');
  try {
    const { entries } = await ask('api/cloud');
    if (mine === latest) {
      rows.show(entries);
      $('cloud-status').textContent = entries.length > 0 ? t('tasks', entries.length) : t('noTasks');
      $('cloud-clear').disabled = !entries.some(task => task.status === 'finished');
      if (entries.some(isRunning) && !$('cloud').hidden) {
        looking = setTimeout(() => $('cloud').hidden || document.hidden || open(), LOOK_MILLIS);
      }
    }
  } catch (problem) {
    $('cloud-status').textContent = problem.message;
  }
}

const isRunning = task => ['assigning', 'downloading'].includes(task.status);

function row(task) {
  const cell = (className, ...content) => make('td', { className, aria: { role: 'cell' } }, ...content);
  const state = task.status ? t('task.' + task.status) : '';
  const bar = task.status === 'downloading'
    ? [make('progress', { max: 100, value: task.percent, aria: { label: task.name } }), ' ' + task.percent + ' %'] : [state];
  const folder = task.status === 'finished' && task.folder
    ? [button('folder', t('itsFolder'), t('itsFolderOf', task.name), () => openFolder(task))] : [];
  return make('tr', { aria: { role: 'row' } },
    cell('name', make('div', { title: task.name }, make('span', { textContent: task.name }))),
    cell('number', task.size > 0 ? size(task.size) : ''),
    cell('changed', task.added ? date(task.added) + time(task.added) : ''),
    cell('state', ...bar),
    cell('actions', make('div', {}, ...folder,
      button('close', t('remove'), t('forgetTask', task.name), () => forget(task)))));
}

async function tried(action) {
  try {
    return await action();
  } catch (problem) {
    toast(problem.message);
    return null;
  }
}

/** Asks for links, and gives them to the service, which fetches them into the folder that was open last. */
export async function add() {
  const name = into.at(-1)?.name ?? t('allFiles');
  const text = await promptLines(t('cloudInto', name), t('linksToFetch'), t('fetch'), 'https://… magnet:?… ed2k://…');
  const links = text?.split('\n').map(line => line.trim()).filter(Boolean) ?? [];
  if (links.length === 0) {
    return;
  }
  const outcomes = await tried(async () => {
    const last = into.at(-1);
    const folder = into.length === 0 ? '' : last.id ?? (await ask('api/info?' + question(into))).id;
    const answers = [];
    for (let i = 0; i < links.length; i += LINKS) {
      answers.push(...await post('api/cloud/add', { links: links.slice(i, i + LINKS).join('\n'), folder }));
    }
    return answers;
  });
  if (outcomes) {
    await tell(outcomes);
    location.hash = '#cloud';
    if (!$('cloud').hidden) {
      await open();
    }
  }
}

async function tell(links) {
  const [added, existing, rejected] = ['added', 'existing', 'rejected'].map(outcome => links.filter(link => link.outcome === outcome));
  const parts = [added.length && t('linksAdded', added.length), existing.length && t('linksExisting', existing.length)].filter(Boolean);
  if (rejected.length > 0) {
    const lines = rejected.map(link => link.url + (link.message ? ' – ' + link.message : '')).join('\n');
    await choose(t('linksRejected', rejected.length), lines, [[t('close'), true]]);
  }
  if (parts.length > 0) {
    toast(parts.join(t('comma')));
  }
}

async function forget(task) {
  const files = await choose(t('forgetTask', task.name), t('withFiles'), [[t('keepFiles'), 'keep'], [t('filesToo'), 'delete']]);
  if (files && await tried(() => post('api/cloud/forget', { ids: [task.id], files: files === 'delete' }))) {
    await open();
  }
}

async function clear() {
  if (await tried(() => post('api/cloud/clear', { scope: 'finished' }))) {
    await open();
  }
}

async function openFolder(task) {
  const folder = task.folder === '0' ? null : await tried(() => ask('api/info?id=' + task.folder));
  location.hash = folder ? '#/' + encodeURIComponent(folder.name) + ':' + folder.id : '#/';
}

$('cloud-rows').addEventListener('keydown', event => rows.onKey(event));
$('cloud-add').addEventListener('click', add);
$('fetch-links').addEventListener('click', add);
$('cloud-clear').addEventListener('click', clear);
$('cloud-reload').addEventListener('click', open);
