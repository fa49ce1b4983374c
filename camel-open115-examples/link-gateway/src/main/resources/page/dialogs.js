/** Questions to the person. A dialog keeps the focus, and gives it back where it was. */

import { $, make, wordButton } from './dom.js';
import { t } from './language.js';

/**
 * Asks for one of several answers.
 *
 * @param answers pairs of a word and what it stands for; the first is the one that the Enter key gives
 * @returns null when the person does not want to answer
 */
export function choose(title, text, answers) {
  return asked(title, [make('p', { textContent: text })], answers);
}

/**
 * Asks for a text.
 *
 * @param suffix what stands behind the field and is no part of the text
 * @returns null when the person does not want to answer, or leaves it empty
 */
export async function prompt(title, label, action, value = '', suffix = '') {
  const field = make('input', { value, autocomplete: 'off', aria: { label }, maxLength: 255 });
  const line = make('p', { className: 'field' }, field, ...(suffix ? [make('span', { textContent: suffix })] : []));
  const answered = asked(title, [line], [[action, true]]);
  field.focus();
  field.select();
  return await answered ? field.value.trim() || null : null;
}

/** Asks for a text of many lines. */
export async function promptLines(title, label, action, hint) {
  const field = make('textarea', { rows: 8, aria: { label }, placeholder: hint });
  const answered = asked(title, [make('p', { className: 'field' }, field)], [[action, true]]);
  field.focus();
  return await answered ? field.value.trim() || null : null;
}

/** Shows a text that can be copied, where the clipboard is not allowed. */
export function offer(title, label, text) {
  const field = text.includes('\n')
    ? make('textarea', { value: text, readOnly: true, rows: 10, aria: { label } })
    : make('input', { value: text, readOnly: true, aria: { label } });
  const closed = asked(title, [make('p', { className: 'field' }, field)], [[t('close'), true]]);
  field.select();
  return closed;
}

function asked(title, content, answers) {
  const dialog = $('question');
  return new Promise(resolve => {
    const answer = value => {
      resolve(value);
      dialog.close();
    };
    const words = answers.map(([word, value], index) => wordButton(word, () => answer(value), index === 0 ? 'primary' : ''));
    const close = answers.some(([word]) => word === t('close')) ? [] : [wordButton(t('cancel'), () => answer(null))];
    $('question-title').textContent = title;
    $('question-content').replaceChildren(...content);
    $('question-answers').replaceChildren(...close, ...words.reverse());
    $('question-form').onsubmit = event => {
      event.preventDefault();
      answer(answers[0][1]);
    };
    dialog.onclose = () => resolve(null);
    dialog.showModal();
    if (!dialog.contains(document.activeElement) || document.activeElement === dialog) {
      words.at(-1).focus();
    }
  });
}
