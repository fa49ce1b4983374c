/** Texts of the drive, whatever they are encoded in. */

import { address } from './place.js';

/** So much of a text is shown, in bytes. */
export const LONGEST = 512 * 1024;

/** Reads the beginning of a text, through the gateway: a page may not read what other hosts send. */
export async function read(file, most = LONGEST) {
  const headers = file.size > most ? { Range: 'bytes=0-' + (most - 1) } : {};
  const reply = await fetch(address(file, 'localProxy'), { headers });
  if (!reply.ok) {
    throw new Error(reply.statusText);
  }
  return decode(await reply.arrayBuffer(), file.size > most);
}

/** Reads a whole text from an address of the gateway. */
export async function readFrom(path) {
  const reply = await fetch(path);
  if (!reply.ok) {
    throw new Error(reply.statusText);
  }
  return decode(await reply.arrayBuffer(), false);
}

/** UTF-8 and UTF-16 by their marks, else UTF-8; what is none is Chinese text of the older kind. */
function decode(bytes, cut) {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe || first === 0xfe && second === 0xff) {
    return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
  try {
    // the end may be within a character
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
