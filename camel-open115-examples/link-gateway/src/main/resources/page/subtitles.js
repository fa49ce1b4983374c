/** Subtitles that lie beside a film, made into what browsers read. */

import { make } from './dom.js';
import { stem } from './kinds.js';
import { collator, language } from './language.js';
import { read } from './text.js';

const SUBTITLES = /\.(srt|vtt|ass|ssa)$/i;
const LONGEST = 4 * 1024 * 1024;

/** The files of a folder that are subtitles of a film: they begin with its name. */
export const beside = (film, entries) => entries.filter(entry =>
  !entry.folder && entry.ready && SUBTITLES.test(entry.name) && entry.name.startsWith(stem(film.name)));

/** A track for each file; the first one that is in the language of the person is shown. Their addresses are to be revoked. */
export async function tracks(film, entries) {
  const files = beside(film, entries).sort((a, b) => collator.compare(a.name, b.name));
  const made = await Promise.all(files.map(async file => {
    const text = toVtt(await read(file, LONGEST), file.name);
    const name = stem(file.name).slice(stem(film.name).length).replace(/^[. _-]+/, '');
    const src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
    return make('track', { kind: 'subtitles', src, label: name || file.name, srclang: languageOf(name) });
  }));
  const chosen = made.find(track => track.srclang === language) ?? made[0];
  if (chosen) {
    chosen.default = true;
  }
  return made;
}

const CHINESE = /(^|[._-])(zh|chs|cht|chi|zho|sc|tc|cn)([._-]|$)|[\u4e2d\u7b80\u7e41]/i;

const languageOf = name => CHINESE.test(name) ? 'zh' : name.match(/^[a-z]{2}\b/i)?.[0].toLowerCase() ?? '';

/** WebVTT of SubRip, of Advanced SubStation, or as it is. */
export function toVtt(text, name) {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (/\.vtt$/i.test(name)) {
    return lines;
  }
  return 'WEBVTT\n\n' + (/\.srt$/i.test(name) ? ofSubRip(lines) : ofSubStation(lines));
}

const ofSubRip = text => text
  .replace(/(\d+:\d\d:\d\d),(\d{3})/g, '$1.$2')
  .replace(/\{\\[^}]*}/g, '');

/** The texts without their places and colours. */
function ofSubStation(text) {
  const format = text.match(/^\[Events][^[]*?^Format:([^\n]*)/m)?.[1].split(',').map(field => field.trim()) ?? [];
  const [start, end, words] = ['Start', 'End', 'Text'].map(field => format.indexOf(field));
  const stamp = time => time.trim().replace(/^(\d):/, '0$1:').replace(/\.(\d\d)$/, '.$10');
  return text.split('\n').filter(line => line.startsWith('Dialogue:')).map(line => {
    const fields = line.slice('Dialogue:'.length).split(',');
    const said = fields.slice(words).join(',').replace(/\{[^}]*}/g, '').replace(/\\[Nn]/g, '\n').trim();
    return stamp(fields[start]) + ' --> ' + stamp(fields[end]) + '\n' + said + '\n';
  }).join('\n');
}
