/** The page of the gateway: what is where, and what is open. */

import { ask, useToken } from './api.js';
import * as bin from './bin.js';
import * as cloud from './cloud.js';
import { $, toast } from './dom.js';
import * as files from './files.js';
import { t, translate } from './language.js';
import * as login from './login.js';
import { here, view } from './place.js';
import * as uploads from './uploads.js';

const METHODS = ['redirect', 'localProxy', 'proxyUrl', 'auto'];

function showLogin(wanted) {
  $('login').hidden = !wanted;
  $('browser').hidden = wanted;
  $('by').hidden = wanted;
}

/** Opens the view that the address names. */
function open(reload) {
  const now = view();
  for (const link of document.querySelectorAll('#views a')) {
    const current = link.dataset.view === (now === 'search' ? 'files' : now);
    current ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  }
  $('bin').hidden = now !== 'bin';
  $('cloud').hidden = now !== 'cloud';
  $('browser').hidden = now === 'bin' || now === 'cloud';
  $('login').hidden = true;
  if (now === 'bin') {
    return bin.open();
  }
  if (now === 'cloud') {
    return cloud.open();
  }
  if (now === 'files') {
    cloud.isInto(here());
  }
  // a person may be elsewhere when the answer comes
  return files.open(reload, authorized => ['files', 'search'].includes(view()) && showLogin(!authorized));
}

async function begin() {
  const settings = await ask('api/settings');
  useToken(settings.token);
  for (const method of METHODS) {
    $('method').querySelector(`[value=${method}]`).textContent = t('method.' + method);
  }
  $('method').options[0].textContent = t('method.default', t('method.' + settings.method));
  $('method').querySelector('[value=proxyUrl]').hidden = !settings.proxies;
  login.begin(settings, () => open(false));
  uploads.begin(files.names, () => view() === 'files' && open(false));
}

translate(document);
$('skip').addEventListener('click', event => {
  // the part of the address behind # names a folder
  event.preventDefault();
  $('files').focus();
});
addEventListener('hashchange', () => open(false));
const reloaded = performance.getEntriesByType('navigation')[0]?.type === 'reload';
begin().catch(problem => toast(problem.message)).then(() => open(reloaded));
