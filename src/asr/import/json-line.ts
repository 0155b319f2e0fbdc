/**
 * Line (1-based) on which the value at `path` starts in a valid JSON text; the line of the nearest parent when the
 * value is missing. Only called for an error message, so it walks the text once instead of keeping positions.
 */
export function lineOfPath(text: string, path: readonly (string | number)[]): number {
  let at = skipSpace(text, 0);
  for (const key of path) {
    const child = typeof key === 'number' ? elementAt(text, at, key) : memberAt(text, at, key);
    if (child === null) break;
    at = child;
  }
  return lineAt(text, at);
}

const TOKEN = /[ \t\r\n]*([{}[\],:"]|-?\d[\d.eE+-]*|true|false|null)/y;

/**
 * Line of the first thing in a text that keeps it from being JSON: no token at all, or a mark where a value must
 * stand. `JSON.parse` says where only for some faults. Null for other faults.
 */
export function faultLine(text: string): number | null {
  TOKEN.lastIndex = 0;
  let before = '';
  for (;;) {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return lineAt(text, skipSpace(text, from));
    const isEmptyPair = (before === '[' && token === ']') || (before === '{' && token === '}');
    if (',:]}'.includes(token) && ['', ',', ':', '[', '{'].includes(before) && !isEmptyPair)
      return lineAt(text, TOKEN.lastIndex - 1);
    if (token === '"') TOKEN.lastIndex = Math.min(text.length, skipString(text, TOKEN.lastIndex - 1));
    before = token;
    if (skipSpace(text, TOKEN.lastIndex) === text.length) return null;
  }
}

/** Line (1-based) of a position. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && ' \t\r\n'.includes(text[i]!)) i++;
  return i;
}

/** Position after the value that starts at `at`. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  let i = at;
  do {
    const sign = text[i];
    if (sign === '"') {
      i = skipString(text, i);
      continue;
    }
    if (sign === '{' || sign === '[') depth++;
    if (sign === '}' || sign === ']') depth--;
    i++;
  } while (i < text.length && (depth > 0 || !',]}'.includes(text[i]!)));
  return i;
}

function skipString(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function elementAt(text: string, at: number, index: number): number | null {
  if (text[at] !== '[') return null;
  let i = skipSpace(text, at + 1);
  for (let n = 0; i < text.length && text[i] !== ']'; n++) {
    if (n === index) return i;
    i = skipSpace(text, skipValue(text, i));
    if (text[i] === ',') i = skipSpace(text, i + 1);
  }
  return null;
}

function memberAt(text: string, at: number, key: string): number | null {
  if (text[at] !== '{') return null;
  let i = skipSpace(text, at + 1);
  while (i < text.length && text[i] === '"') {
    const end = skipString(text, i);
    const name = JSON.parse(text.slice(i, end)) as string;
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (name === key) return value;
    i = skipSpace(text, skipValue(text, value));
    if (text[i] === ',') i = skipSpace(text, i + 1);
  }
  return null;
}
