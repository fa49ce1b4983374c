/** What a person changes beside uploads: new folders, names, and what goes to the bin. */

import { post, postIds } from './api.js';
import { prompt } from './dialogs.js';
import { toast } from './dom.js';
import { t } from './language.js';
import { target } from './place.js';

/** Does something, and tells why it cannot be done. Whether it was done. */
async function tried(change) {
  try {
    await change();
    return true;
  } catch (problem) {
    toast(problem.message);
    return false;
  }
}

/** @param there the names in the folder */
export async function createFolder(folders, there) {
  const name = await prompt(t('newFolder'), t('nameOfFolder'), t('create'));
  if (!name) {
    return false;
  }
  if (there.has(name)) {
    toast(t('refused.nameTaken'));
    return false;
  }
  return tried(async () => {
    await post('api/folder', { ...target(folders), name });
    toast(t('created', name));
  });
}

/** @param end the end of the name, which the drive does not change */
export async function rename(entry, end) {
  const old = entry.name.slice(0, entry.name.length - end.length);
  const name = await prompt(t('renameFile', entry.name), t('newName'), t('rename'), old, end);
  if (!name || name === old) {
    return false;
  }
  return tried(async () => {
    await post('api/rename', { id: entry.id, name: name + end });
    toast(t('renamed', name + end));
  });
}

/** Moves files and folders to the bin. They can come back, so nobody is asked before. */
export async function remove(entries, onUndone) {
  const ids = entries.map(entry => entry.id);
  return tried(async () => {
    await postIds('api/delete', ids);
    toast(entries.length === 1 ? t('binnedOne', entries[0].name) : t('binned', entries.length), t('undo'), async () => {
      if (await tried(() => postIds('api/bin/restore', ids))) {
        toast(t('restored', ids.length));
        onUndone();
      }
    });
  });
}
