/** Links to files, for others and for download programs. */

import { postIds } from './api.js';
import { offer } from './dialogs.js';
import { toast } from './dom.js';
import { t } from './language.js';
import { label } from './place.js';

/** Copies a link a line. Folders have none. */
export const copyLinks = entries => copy(entries, link => link.url);

/** The same as a list for {@code aria2c --input-file}, which gives each file its name. */
export const copyAria2 = entries => copy(entries, link => link.url + '\n  out=' + fileName(link.file.name));

/** A name that a program may give a file in its folder. */
const fileName = name => name.replace(/[/\\\p{Cc}]/gu, '_').replace(/^\.+/, '_');

async function copy(entries, line) {
  const files = entries.filter(entry => !entry.folder && entry.ready);
  try {
    const links = (await postIds('api/share', files.map(file => file.id))).flat();
    const text = links.map(({ path, sign }, index) => {
      const file = files[index];
      return line({ file, url: new URL(path + '/' + label(file.name) + '?sign=' + sign, location.href).href });
    }).join('\n');
    // a browser has no clipboard for a page that comes without TLS from another machine
    await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => toast(told(files, entries, links[0].hours)),
      () => offer(files.length === 1 ? files[0].name : t('links', files.length), t('linksTo', files.length), text));
  } catch (problem) {
    toast(problem.message);
  }
}

function told(files, entries, hours) {
  const left = entries.length - files.length;
  return t('copied', files.length, hours) + (left > 0 ? ' ' + t('leftOut', left) : '');
}
