/** Subtitles of a film, made into what browsers read. */

import { ask } from './api.js';
import { make } from './dom.js';
import { stem } from './kinds.js';
import { collator, language } from './language.js';
import { read, readFrom } from './text.js';

const SUBTITLES = /\.(srt|vtt|ass|ssa)$/i;
const LONGEST = 4 * 1024 * 1024;

/** The files of a folder that are subtitles of a film: they begin with its name. */
export const beside = (film, entries) => entries.filter(entry =>
  !entry.folder && entry.ready && SUBTITLES.test(entry.name) && entry.name.startsWith(stem(film.name)));

/**
 * A track for each subtitle beside a film; without any, for those that the service has, which costs a call. The one that is
 * to be shown is the default: that of the service's choice, or in the language of the person, or the first. Their addresses
 * are to be revoked.
 */
export async function tracks(film, entries) {
  const files = beside(film, entries).sort((a, b) => collator.compare(a.name, b.name));
  const sources = files.length > 0 ? files.map(file => ofFile(film, file)) : await ofService(film);
  const made = (await Promise.all(sources.map(source => track(source).catch(() => null)))).filter(Boolean);
  const chosen = made.find(one => one.preferred) ?? made.find(one => one.srclang === language) ?? made[0];
  if (chosen) {
    chosen.default = true;
  }
  return made;
}

function ofFile(film, file) {
  const name = stem(file.name).slice(stem(film.name).length).replace(/^[. _-]+/, '');
  return { name: file.name, label: name || file.name, lang: languageOf(name), text: () => read(file, LONGEST) };
}

async function ofService(film) {
  const found = await ask('api/subtitles?id=' + film.id);
  return found.map(({ id, language: lang, title, type, file, preferred }) => ({
    name: 'x.' + type, label: title || lang || id, lang: languageOf(lang ?? title ?? ''), preferred,
    text: () => readFrom(file ? 'f/' + file + '/subtitle?method=localProxy' : 'api/subtitles/text?film=' + film.id + '&id=' + encodeURIComponent(id)),
  }));
}

async function track({ name, label, lang, preferred, text }) {
  const src = URL.createObjectURL(new Blob([toVtt(await text(), name)], { type: 'text/vtt' }));
  return Object.assign(make('track', { kind: 'subtitles', src, label, srclang: lang }), { preferred });
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
