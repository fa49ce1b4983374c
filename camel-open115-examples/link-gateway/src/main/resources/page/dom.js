/** The elements of the page. */

export const $ = id => document.getElementById(id);

/** An element with properties and children; text is never taken for HTML. */
export function make(tag, properties = {}, ...children) {
  const { aria = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria)) {
    element.setAttribute(name === 'role' ? name : 'aria-' + name, value);
  }
  element.append(...children);
  return element;
}

export function icon(name, className = '') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', '#' + name);
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', className);
  svg.append(use);
  return svg;
}

/**
 * A button that shows an icon.
 *
 * @param title a short word, for those who point at it
 * @param label what it does with what, for those who listen
 */
export function button(name, title, label, action) {
  return make('button', { type: 'button', className: 'icon', title, onclick: action, aria: { label } }, icon(name));
}

/** A button that shows a word. */
export function wordButton(word, action, className = '') {
  return make('button', { type: 'button', textContent: word, onclick: action, className });
}

const TOAST_MILLIS = 6000;
const TOAST_WITH_ACTION_MILLIS = 15000;
let fading;

/** Tells something without a dialog; with an action, such as to undo, it stays longer, and while it has the focus. */
export function toast(text, word, action) {
  const box = $('toast');
  const end = () => {
    if (box.matches(':hover, :focus-within')) {
      fading = setTimeout(end, TOAST_MILLIS);
    } else {
      box.classList.remove('shown');
      box.replaceChildren();
    }
  };
  const act = () => {
    box.classList.remove('shown');
    box.replaceChildren();
    action();
  };
  box.replaceChildren(make('span', { textContent: text }), ...(word ? [wordButton(word, act)] : []));
  box.classList.add('shown');
  clearTimeout(fading);
  fading = setTimeout(end, word ? TOAST_WITH_ACTION_MILLIS : TOAST_MILLIS);
}
