/** One run of a text: plain, or inside one of the few marks a translation may carry. */
export interface Run {
  mark: 'plain' | 'b' | 'small';
  text: string;
}

const MARKED = /<(b|small)>(.*?)<\/\1>/gs;

/** Splits `"<b>16</b> 项只在本机"` into runs. Marks do not nest; anything else stays text. */
export function runs(text: string): Run[] {
  const found: Run[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKED)) {
    if (match.index > from) found.push({ mark: 'plain', text: text.slice(from, match.index) });
    found.push({ mark: match[1] === 'b' ? 'b' : 'small', text: match[2] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ mark: 'plain', text: text.slice(from) });
  return found;
}
