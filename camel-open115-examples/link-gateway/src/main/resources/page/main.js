/** The page of the gateway: what is where, and what is open. */

import { ask, useToken } from './api.js';
import { $, toast } from './dom.js';
import * as files from './files.js';
import { t, translate } from './language.js';
import * as login from './login.js';
import * as uploads from './uploads.js';

const METHODS = ['redirect', 'localProxy', 'proxyUrl', 'auto'];

function showLogin(wanted) {
  $('login').hidden = !wanted;
  $('browser').hidden = wanted;
  $('by').hidden = wanted;
}

const open = reload => files.open(reload, authorized => showLogin(!authorized));

async function begin() {
  const settings = await ask('api/settings');
  useToken(settings.token);
  for (const method of METHODS) {
    $('method').querySelector(`[value=${method}]`).textContent = t('method.' + method);
  }
  $('method').options[0].textContent = t('method.default', t('method.' + settings.method));
  $('method').querySelector('[value=proxyUrl]').hidden = !settings.proxies;
  login.begin(settings, () => open(false));
  uploads.begin(files.names, () => open(false));
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
