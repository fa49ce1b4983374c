'use strict';

const $ = id => document.getElementById(id);
const KINDS = {
  video: /\.(mp4|m4v|webm|mov|mkv|ogv)$/i,
  audio: /\.(mp3|m4a|flac|wav|ogg|opus|aac)$/i,
  image: /\.(jpe?g|png|gif|webp|avif|bmp)$/i,
};
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const times = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

let entries = [];
let order = { by: 'name', down: false };
let latest = 0;
let demo = false;

/** Sends a request to the gateway; what it refuses is thrown, with its sentence. */
async function ask(path, options) {
  const reply = await fetch(path, options);
  const json = await reply.json().catch(() => ({ message: 'The gateway did not answer as it should.' }));
  if (!reply.ok) {
    throw Object.assign(new Error(json.message), { status: reply.status });
  }
  return json;
}

const post = (path, value) =>
  ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value ?? {}) });

/** An element with properties and children; text is never taken for HTML. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function icon(name, className = '') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', '#' + name);
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', className);
  svg.append(use);
  return svg;
}

/** Text of an address; what a person wrote, with a percent sign that escapes nothing, is taken as it is. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The folders down to the open one: a name and, after a colon, the id. One that a person wrote may have no id. */
const here = () => location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(segment => {
  const [, name, id] = segment.match(/^(.+?)(?::(\d+))?$/);
  return { name: decoded(name), id };
});
const hash = folders => '#/' + folders.map(({ name, id }) => encodeURIComponent(name) + (id ? ':' + id : '')).join('/');
const kind = name => Object.keys(KINDS).find(type => KINDS[type].test(name)) ?? 'file';

function size(bytes) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (bytes >= 1000 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return (unit === 0 || bytes >= 100 ? Math.round(bytes) : bytes.toFixed(1)) + ' ' + units[unit];
}

/** A name for the end of an address, which takes no slash and the like, and no dots alone; the id before it counts. */
const label = name => encodeURIComponent(name.replace(/^\.{1,2}$/, '_').replace(/[/\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '_'));

/** Where a file can be had, by the method that is chosen. */
function address(file) {
  const method = $('method').value;
  return 'f/' + file.id + '/' + label(file.name) + (method ? '?method=' + method : '');
}

/** By id where it is known: a name may have a slash in it, and then no path leads to the folder. */
const question = folders =>
  folders.at(-1)?.id ? 'id=' + folders.at(-1).id : 'path=' + encodeURIComponent('/' + folders.map(f => f.name).join('/'));

/** Reads the folder that the address names; a reload asks the drive, even if the gateway knows the folder. */
async function open(reload = false) {
  const mine = ++latest;
  const folders = here();
  document.title = (folders.at(-1)?.name ?? 'All files') + ' – 115 drive';
  crumbs(folders);
  $('status').textContent = 'Reading the folder …';
  try {
    const folder = await ask('api/list?' + question(folders), { headers: reload ? { 'Cache-Control': 'no-cache' } : {} });
    if (mine === latest) {
      entries = folder.entries;
      $('find').value = '';
      showLogin(false);
      draw();
    }
  } catch (problem) {
    if (mine === latest) {
      entries = [];
      draw();
      $('status').textContent = problem.message;
      showLogin(problem.status === 401);
    }
  }
}

function crumbs(folders) {
  const items = [{ name: 'All files' }, ...folders].map(({ name }, depth) => {
    const last = depth === folders.length;
    const link = make('a', { href: hash(folders.slice(0, depth)), textContent: name });
    if (last) {
      link.setAttribute('aria-current', 'page');
    }
    return make('li', {}, link);
  });
  $('crumbs').replaceChildren(...items);
}

/** Folders first, then by the column that was chosen. */
function compare(a, b) {
  const by = order.by === 'name' ? collator.compare(a.name, b.name) : (a[order.by] ?? 0) - (b[order.by] ?? 0);
  return b.folder - a.folder || (order.down ? -by : by) || collator.compare(a.name, b.name);
}

function draw() {
  const wanted = $('find').value.trim().toLowerCase();
  const shown = entries.filter(entry => entry.name.toLowerCase().includes(wanted)).sort(compare);
  $('rows').replaceChildren(...shown.map(row));
  const files = shown.filter(entry => !entry.folder);
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const folders = shown.length - files.length;
  $('status').textContent = shown.length === 0
    ? (wanted ? 'Nothing here has this in its name.' : 'This folder is empty.')
    : [folders && folders + (folders === 1 ? ' folder' : ' folders'),
       files.length && files.length + (files.length === 1 ? ' file' : ' files') + ', ' + size(total)]
        .filter(Boolean).join(' · ');
}

function row(entry) {
  const type = entry.folder ? 'folder' : kind(entry.name);
  return make('tr', {},
    make('td', { className: 'name' }, nameOf(entry, type)),
    make('td', { className: 'number', textContent: entry.folder ? '' : size(entry.size) }),
    make('td', { className: 'changed' }, ...(entry.changed ? when(entry.changed) : [])),
    make('td', { className: 'actions' }, make('div', {}, ...(entry.folder ? [] : actions(entry, type)))));
}

/** A date, and a time that narrow screens leave out. */
function when(millis) {
  return [dates.format(millis), make('span', { className: 'time', textContent: ', ' + times.format(millis) })];
}

function nameOf(entry, type) {
  const text = make('span', { textContent: entry.name });
  if (entry.folder) {
    return make('a', { href: hash([...here(), entry]) }, icon(type, type), text);
  }
  return make('div', {}, icon(type, type), text);
}

function actions(file, type) {
  if (!file.ready) {
    return [make('span', { textContent: 'not complete yet' })];
  }
  const share = button('link', 'Copy a link to ' + file.name, () => copyLink(file));
  const download = make('a', { className: 'icon', href: address(file), download: file.name, title: 'Download' }, icon('download'));
  download.setAttribute('aria-label', 'Download ' + file.name);
  const play = button('play', (type === 'image' ? 'Show ' : 'Play ') + file.name, () => show(file, type));
  return type === 'file' ? [share, download] : [play, share, download];
}

function button(name, label, action) {
  const made = make('button', { type: 'button', className: 'icon', title: label.split(' ')[0], onclick: action }, icon(name));
  made.setAttribute('aria-label', label);
  return made;
}

/** Opens the player; it is emptied when it closes, so that nothing goes on behind it. */
function show(file, type) {
  const media = make(type === 'image' ? 'img' : type, { src: address(file), controls: true, autoplay: true, alt: file.name });
  media.addEventListener('error', () => $('stage').replaceChildren(
    make('p', { textContent: 'This browser cannot show the file. Download it, or open its link in a player.' })));
  $('player-title').textContent = file.name;
  $('stage').replaceChildren(media);
  $('player').showModal();
}

async function copyLink(file) {
  try {
    const link = await post('api/share', { id: file.id });
    const url = new URL(link.path + '/' + label(file.name) + '?sign=' + link.sign, location.href).href;
    await navigator.clipboard.writeText(url).then(
      () => toast('Link copied. Whoever has it can open this file for ' + link.hours + ' hours.'),
      () => offer(file, url));
  } catch (problem) {
    toast(problem.message);
  }
}

/** Where the clipboard is not allowed. */
function offer(file, url) {
  const field = make('input', { value: url, readOnly: true });
  field.setAttribute('aria-label', 'Link to ' + file.name);
  $('player-title').textContent = file.name;
  $('stage').replaceChildren(field);
  $('player').showModal();
  field.select();
}

let fading;
function toast(text) {
  $('toast').textContent = text;
  $('toast').classList.add('shown');
  clearTimeout(fading);
  fading = setTimeout(() => $('toast').classList.remove('shown'), 5000);
}

function showLogin(wanted) {
  $('login').hidden = !wanted;
  $('browser').hidden = wanted;
  $('by').hidden = wanted;
}

const LOGIN = {
  WAITING: 'Waiting for the phone. The code is good for about five minutes.',
  SCANNED: 'Scanned. Now confirm on the phone.',
  CANCELLED: 'Declined on the phone; nothing was changed.',
  EXPIRED: 'Nobody confirmed in time; nothing was changed.',
  FAILED: 'The log-in failed. The log of the gateway says why.',
};

async function logIn() {
  $('login-start').disabled = true;
  let shown = 0;
  try {
    let state = await post('api/login');
    while (state.state === 'WAITING' || state.state === 'SCANNED') {
      if (state.code !== shown) {
        shown = state.code;
        $('login-code').src = 'api/login/code?' + shown;
        $('login-code').hidden = false;
        $('login-scan').hidden = !demo;
      }
      $('login-status').textContent = LOGIN[state.state];
      await new Promise(resolve => setTimeout(resolve, 700));
      state = await ask('api/login');
    }
    $('login-status').textContent = LOGIN[state.state] ?? '';
    if (state.state === 'DONE') {
      toast('Logged in.');
      await open();
    }
  } catch (problem) {
    $('login-status').textContent = problem.message;
  }
  $('login-code').hidden = true;
  $('login-scan').hidden = true;
  $('login-start').disabled = false;
}

async function begin() {
  const settings = await ask('api/settings');
  const named = { redirect: 'redirect', localProxy: 'local proxy', proxyUrl: 'download proxy', auto: 'what fits' };
  $('method').options[0].textContent = 'default (' + named[settings.method] + ')';
  $('method').querySelector('[value=proxyUrl]').hidden = !settings.proxies;
  demo = settings.demo;
  if (!settings.logIn) {
    $('login-start').hidden = true;
    $('login-text').textContent = 'The gateway has no authorization for this account. Start it with --app-id to log in'
      + ' here, or authorize the account with the example login.';
  }
}

for (const heading of document.querySelectorAll('th button')) {
  heading.addEventListener('click', () => {
    const by = heading.dataset.sort;
    order = { by, down: order.by === by && !order.down };
    document.querySelectorAll('th[aria-sort]').forEach(th => th.removeAttribute('aria-sort'));
    heading.parentElement.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
    draw();
  });
}
$('find').addEventListener('input', draw);
$('method').addEventListener('change', draw);
$('player').addEventListener('close', () => $('stage').replaceChildren());
$('player-close').addEventListener('click', () => $('player').close());
$('login-start').addEventListener('click', logIn);
$('login-scan').addEventListener('click', () => post('api/login/scan').catch(problem => toast(problem.message)));
$('reload').addEventListener('click', () => open(true));
addEventListener('hashchange', () => open());
const reloaded = performance.getEntriesByType('navigation')[0]?.type === 'reload';
begin().catch(problem => toast(problem.message)).then(() => open(reloaded));
