/** Where a person is, as the address says it, and where files can be had. */

import { $ } from './dom.js';

/** Text of an address; what a person wrote, with a percent sign that escapes nothing, is taken as it is. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The part of the page that is open: files, search, bin, cloud. */
export function view() {
  const [, name] = location.hash.match(/^#(search|bin|cloud)\b/) ?? [];
  return name ?? 'files';
}

/** What is searched for. */
export const query = () => decoded(location.hash.replace(/^#search\/?/, ''));

export const searchHash = text => '#search/' + encodeURIComponent(text);

/** The folders down to the open one: a name and, after a colon, the id. One that a person wrote may have no id. */
export const here = () => view() !== 'files' ? [] : location.hash.replace(/^#\/?/, '').split('/').filter(Boolean)
  .map(segment => {
    const [, name, id] = segment.match(/^(.+?)(?::(\d+))?$/);
    return { name: decoded(name), id };
  });

export const hash = folders =>
  '#/' + folders.map(({ name, id }) => encodeURIComponent(name) + (id ? ':' + id : '')).join('/');

/**
 * A folder as the gateway is asked for it: by id where one is known, because a name may have a slash in it, and then no path
 * leads to the folder; with the path below that id.
 */
export function target(folders) {
  const known = folders.findLastIndex(folder => folder.id);
  return {
    folder: known < 0 ? '' : folders[known].id,
    path: folders.slice(known + 1).map(folder => '/' + folder.name).join(''),
  };
}

/** The parameters of a listing. */
export const question = folders =>
  folders.at(-1)?.id ? 'id=' + folders.at(-1).id : 'path=' + encodeURIComponent('/' + folders.map(f => f.name).join('/'));

/** A name for the end of an address, which takes no slash and the like, and no dots alone; the id before it counts. */
export const label = name =>
  encodeURIComponent(name.replace(/^\.{1,2}$/, '_').replace(/[/\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '_'));

/** Where a file can be had, by the method that is chosen, or by a certain one. */
export function address(file, method = $('method').value) {
  return 'f/' + file.id + '/' + label(file.name) + (method ? '?method=' + method : '');
}
