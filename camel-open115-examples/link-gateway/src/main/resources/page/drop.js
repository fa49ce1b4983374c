/** Files and folders of a person's machine, however they are handed to the page. */

/** @returns files, each with the path of its folder below the chosen one: {file, path}; folders that have none: {path} */
export const ofInput = input => [...input.files].map(file => ({
  file, path: file.webkitRelativePath.split('/').slice(0, -1).map(name => '/' + name).join(''),
}));

/** What was dropped. The list of it is good only as long as the event, so it is read before anything is waited for. */
export function ofDrop(transfer) {
  const items = [...transfer.items].filter(item => item.kind === 'file')
    .map(item => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  return Promise.all(items.map(({ entry, file }) => entry ? walk(entry, '') : [{ file, path: '' }]))
    .then(found => found.flat());
}

async function walk(entry, path) {
  if (entry.isFile) {
    return [{ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), path }];
  }
  const below = path + '/' + entry.name;
  const children = await all(entry.createReader());
  const found = await Promise.all(children.map(child => walk(child, below)));
  return children.length === 0 ? [{ path: below }] : found.flat();
}

/** A reader gives some hundred at a time, and none at the end. */
async function all(reader) {
  const entries = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return entries;
    }
    entries.push(...some);
  }
}
