/** The log-in by a code that a phone scans. */

import { ask, post } from './api.js';
import { $, toast } from './dom.js';
import { t } from './language.js';

const LOOK_MILLIS = 700;
/** About so wide is the code, in points. */
const WIDTH = 264;

/** @param settings what the gateway says of itself */
export function begin(settings, whenDone) {
  if (!settings.logIn) {
    $('login-start').hidden = true;
    $('login-text').textContent = t('cannotLogIn');
  }
  $('login-start').addEventListener('click', () => logIn(settings.demo, whenDone));
}

async function logIn(demo, whenDone) {
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
      $('login-status').textContent = t('login.' + state.state);
      await new Promise(resolve => setTimeout(resolve, LOOK_MILLIS));
      state = await ask('api/login');
    }
    $('login-status').textContent = state.state === 'DONE' ? '' : t('login.' + state.state);
    if (state.state === 'DONE') {
      toast(t('loggedIn'));
      await whenDone();
    }
  } catch (problem) {
    $('login-status').textContent = problem.message;
  }
  $('login-code').hidden = true;
  $('login-scan').hidden = true;
  $('login-start').disabled = false;
}

/** The picture has one pixel for each square of the code; a square gets a whole number of pixels of the screen. */
function fit() {
  const code = $('login-code');
  const pixels = Math.max(1, Math.round(WIDTH * devicePixelRatio / code.naturalWidth));
  code.style.width = code.style.height = code.naturalWidth * pixels / devicePixelRatio + 'px';
}

$('login-code').addEventListener('load', fit);
$('login-scan').addEventListener('click', () => post('api/login/scan').catch(problem => toast(problem.message)));
