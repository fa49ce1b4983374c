/** Uploads: a queue, how far each is, and a way to cancel. The gateway sends a file on to the drive after it has read it. */

import { ask, cancelUpload, headersOfAChange, post, refused } from './api.js';
import { choose } from './dialogs.js';
import { $, button, make, toast } from './dom.js';
import { ofDrop, ofInput } from './drop.js';
import { size, t } from './language.js';
import { here, target, view } from './place.js';

/** As many as the component sends at a time. */
const AT_A_TIME = 2;
const LOOK_MILLIS = 500;
const MOST_FAILURES_SHOWN = 50;

let waiting = [];
const running = new Set();
let finished = [];
let looking = false;
let changed = () => {};
let there = () => new Set();

/**
 * Connects the queue with the table.
 *
 * @param names gives the names in the open folder
 * @param onChange is called when the open folder has something new
 */
export function begin(names, onChange) {
  there = names;
  changed = onChange;
}

/** Puts files and folders into the queue, for the open folder. */
async function add(found) {
  const into = target(here());
  const tops = new Set(found.map(({ file, path }) => path.split('/')[1] ?? file.name));
  const taken = [...tops].filter(name => there().has(name));
  // without a file of that name nothing is replaced, even one that has come meanwhile
  const policy = taken.length === 0 ? 'rename' : await choose(
    t('alreadyThere', taken.length), taken.slice(0, 5).join(t('comma')) + (taken.length > 5 ? ' …' : ''),
    [[t('keepBoth'), 'rename'], [t('replace'), 'override'], [t('leave'), 'ignore']]);
  if (!policy) {
    return;
  }
  for (const { file, path } of found) {
    waiting.push({ id: number(), file, into, path, policy, name: file?.name ?? path.split('/').at(-1), sent: 0 });
  }
  next();
}

/** Another one for each upload, also of other windows. */
const number = () => Date.now().toString(36) + Math.random().toString(36).slice(1);

function next() {
  while (running.size < AT_A_TIME && waiting.length > 0) {
    const upload = waiting.shift();
    running.add(upload);
    perform(upload).then(
      result => end(upload, { result }),
      problem => end(upload, problem.reason === 'cancelled' ? { cancelled: true } : { problem }));
  }
  draw();
}

function perform(upload) {
  if (!upload.file) {
    const path = upload.into.path + upload.path.slice(0, upload.path.lastIndexOf('/'));
    return post('api/folder', { folder: upload.into.folder, path, name: upload.name });
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const parameters = new URLSearchParams({
      upload: upload.id, folder: upload.into.folder, path: upload.into.path + upload.path, name: upload.file.name,
      policy: upload.policy,
    });
    request.open('PUT', 'api/upload?' + parameters);
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    Object.entries(headersOfAChange()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = event => advance(upload, 'reading', event.loaded);
    request.upload.onload = () => {
      advance(upload, 'checking', 0);
      look();
    };
    request.onload = () => request.status === 200
      ? resolve(request.response) : reject(refused(request.status, request.response ?? { reason: 'odd' }));
    request.onerror = () => reject(new Error(t('refused.away')));
    request.onabort = () => reject(Object.assign(new Error(t('cancelled')), { reason: 'cancelled' }));
    upload.cancel = () => {
      // what the gateway has read it sends on, also when nobody waits for the answer
      if (upload.state !== 'reading') {
        cancelUpload(upload.id).catch(() => {});
      }
      request.abort();
    };
    upload.state = 'reading';
    request.send(upload.file);
  });
}

/** Asks the gateway how far it is, as long as it sends something on. */
async function look() {
  if (looking) {
    return;
  }
  looking = true;
  while ([...running].some(upload => upload.state !== 'reading')) {
    await new Promise(resolve => setTimeout(resolve, LOOK_MILLIS));
    const states = await ask('api/uploads').catch(() => []);
    for (const { upload: id, sent, size: total } of states) {
      const upload = [...running].find(one => one.id === id);
      if (upload && total > 0) {
        advance(upload, 'sending', sent);
      }
    }
  }
  looking = false;
}

function advance(upload, state, sent) {
  upload.state = state;
  upload.sent = sent;
  drawOne(upload);
}

function end(upload, outcome) {
  running.delete(upload);
  finished.push(Object.assign(upload, outcome));
  next();
  if (running.size === 0) {
    const failed = finished.filter(one => one.problem).length;
    toast(failed > 0 ? t('uploadsFailed', failed) : t('uploadsDone', finished.filter(one => one.result).length));
    changed();
  }
}

function cancelAll() {
  finished.push(...waiting.map(upload => Object.assign(upload, { cancelled: true })));
  waiting = [];
  [...running].forEach(upload => upload.cancel?.());
  draw();
}

function draw() {
  const failed = finished.filter(upload => upload.problem);
  const total = waiting.length + running.size + finished.length;
  $('uploads').hidden = total === 0;
  $('uploads-status').textContent = summary(failed.length, total);
  $('uploads-cancel').hidden = running.size === 0;
  $('uploads-close').hidden = running.size > 0;
  const rows = [...[...running].map(row), ...failed.slice(0, MOST_FAILURES_SHOWN).map(failure)];
  $('uploads-list').replaceChildren(...rows);
}

function summary(failed, total) {
  const known = finished.filter(({ result }) => ['instant', 'unchanged'].includes(result?.result)).length;
  const cancelled = finished.filter(upload => upload.cancelled).length;
  return [t('uploaded', finished.filter(upload => upload.result).length, total),
    known && t('known', known), failed && t('failed', failed), cancelled && t('cancelledCount', cancelled)]
    .filter(Boolean).join(' · ');
}

function row(upload) {
  upload.bar = make('progress', { max: upload.file?.size || 1, value: upload.sent, aria: { label: upload.name } });
  upload.text = make('span', { className: 'quiet' });
  upload.row = make('li', {}, make('span', { textContent: upload.name, className: 'file' }), upload.bar, upload.text,
    button('close', t('cancel'), t('cancelUpload', upload.name), () => upload.cancel?.()));
  drawOne(upload);
  return upload.row;
}

function drawOne(upload) {
  if (upload.bar) {
    upload.bar.value = upload.sent;
    upload.text.textContent = upload.state === 'sending' || upload.state === 'reading'
      ? t(upload.state, size(upload.sent), size(upload.file.size)) : t('checking');
  }
}

const failure = upload => make('li', { className: 'failed' }, make('span', { textContent: upload.name, className: 'file' }),
  make('span', { textContent: upload.problem.message }),
  ...(upload.file ? [button('again', t('again'), t('againUpload', upload.name), () => again(upload))] : []));

function again(upload) {
  finished = finished.filter(one => one !== upload);
  delete upload.problem;
  waiting.push(Object.assign(upload, { sent: 0 }));
  next();
}

for (const input of [$('files-input'), $('folder-input')]) {
  input.addEventListener('change', () => {
    add(ofInput(input));
    input.value = '';
  });
}
$('upload-files').addEventListener('click', () => $('files-input').click());
$('upload-folder').addEventListener('click', () => $('folder-input').click());
$('uploads-cancel').addEventListener('click', cancelAll);
$('uploads-close').addEventListener('click', () => {
  finished = [];
  draw();
});

const brings = event => view() === 'files' && !$('browser').hidden && event.dataTransfer.types.includes('Files');
addEventListener('dragover', event => {
  if (brings(event)) {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    $('browser').classList.add('target');
  }
});
addEventListener('dragleave', event => event.relatedTarget ?? $('browser').classList.remove('target'));
addEventListener('drop', event => {
  $('browser').classList.remove('target');
  if (brings(event)) {
    event.preventDefault();
    ofDrop(event.dataTransfer).then(add, () => toast(t('cannotRead')));
  }
});
addEventListener('beforeunload', event => {
  if (running.size > 0) {
    event.preventDefault();
  }
});
