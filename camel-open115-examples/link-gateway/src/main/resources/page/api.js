/** Requests to the gateway. */

import { isWord, t } from './language.js';

export const TOKEN_HEADER = 'X-Open115-Token';

/** How many files one request names at most: the gateway takes short bodies only. */
const MOST_IDS = 1000;

let token = '';

/** @param value what the gateway wants with each change */
export function useToken(value) {
  token = value;
}

export const headersOfAChange = () => ({ [TOKEN_HEADER]: token });

/** What the gateway refuses is thrown, with a sentence in the language of the person. */
export async function ask(path, options) {
  const reply = await fetch(path, options).catch(() => {
    throw new Error(t('refused.away'));
  });
  const json = await reply.json().catch(() => ({ reason: 'odd' }));
  if (!reply.ok) {
    throw refused(reply.status, json);
  }
  return json;
}

export function refused(status, { reason, minutes, message }) {
  const key = 'refused.' + reason;
  return Object.assign(new Error(isWord(key) ? t(key, minutes) : message), { status, reason });
}

export const post = (path, value) => ask(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headersOfAChange() },
  body: JSON.stringify(value ?? {}),
});

export const cancelUpload = id =>
  ask('api/uploads?upload=' + id, { method: 'DELETE', headers: headersOfAChange() });

/** Posts ids in as many requests as they need; the answers in their order. */
export async function postIds(path, ids) {
  const answers = [];
  for (let i = 0; i < ids.length; i += MOST_IDS) {
    answers.push(await post(path, { ids: ids.slice(i, i + MOST_IDS) }));
  }
  return answers;
}
