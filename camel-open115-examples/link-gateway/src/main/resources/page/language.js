/** The language of the person, and how it writes sizes, dates and the order of names. */

import { WORDS } from './words.js';

const OFFERED = ['en', 'zh'];

/** The first language of the browser that the page speaks; English without one. */
export const language = navigator.languages.map(tag => tag.split('-')[0]).find(tag => OFFERED.includes(tag)) ?? OFFERED[0];

const index = OFFERED.indexOf(language);
const browsers = Intl.DateTimeFormat().resolvedOptions().locale;
// the browser knows the country too, if it is about the same language
const locale = browsers.startsWith(language) ? undefined : language;

export const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

/** A text of the page; some are about a number or a name. */
export function t(key, ...values) {
  const text = WORDS[key][index];
  return typeof text === 'function' ? text(...values) : text;
}

export const isWord = key => key in WORDS;

/** Writes the texts of the document: those of elements, of their labels and of empty fields. */
export function translate(root) {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
  for (const element of root.querySelectorAll('[data-word]')) {
    element.textContent = t(element.dataset.word);
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.dataset.label));
  }
  for (const element of root.querySelectorAll('[data-title]')) {
    element.title = t(element.dataset.title);
  }
  for (const element of root.querySelectorAll('[data-alt]')) {
    element.alt = t(element.dataset.alt);
  }
  for (const element of root.querySelectorAll('[data-hint]')) {
    element.placeholder = t(element.dataset.hint);
  }
}

export function size(bytes) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (bytes >= 1000 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return (unit === 0 || bytes >= 100 ? Math.round(bytes) : bytes.toFixed(1)) + ' ' + units[unit];
}

export const date = millis => dates.format(millis);
/** The time as it stands behind a date. */
export const time = millis => (language === 'zh' ? ' ' : ', ') + times.format(millis);
