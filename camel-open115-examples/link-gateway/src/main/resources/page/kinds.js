/** What can be done with a file, by the end of its name. */

const KINDS = {
  video: /\.(mp4|m4v|webm|mov|mkv|ogv|avi|ts|flv|wmv)$/i,
  audio: /\.(mp3|m4a|flac|wav|ogg|opus|aac)$/i,
  image: /\.(jpe?g|png|gif|webp|avif|bmp)$/i,
  text: /\.(txt|md|log|csv|tsv|json|xml|ya?ml|ini|conf|properties|nfo|srt|vtt|ass|ssa|lrc|html?|css|js|java|py|sh|sql)$/i,
};

export const kind = name => Object.keys(KINDS).find(type => KINDS[type].test(name)) ?? 'file';

/** The end of a name, with its dot; empty without one. */
export const extension = name => name.match(/(?!^)\.[^.]*$/)?.[0] ?? '';

export const stem = name => name.slice(0, name.length - extension(name).length);
