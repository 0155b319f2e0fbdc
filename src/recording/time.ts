/** Digits in a row are a day only where they are eight: `45371.5` is how a spreadsheet counts days. */
const TIME =
  /^(?=\d{8}|\d{4}[-/.年])(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?[T _-]*(\d{1,2})[:.时_-]?(\d{2})(?:[:.分_-]?(\d{2})秒?)?(\.\d+)?分?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A date and time as telephone systems write it (`2024-03-05 14:02:11`, `2024/3/5 14:02`, `20240305140211`,
 * `2024年3月5日 14:02`, with or without a zone) as ISO 8601. The zone is kept as written; without one the time is
 * local. Null for anything else, and for days that do not exist.
 */
export function normaliseTime(text: string): string | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as number[];
  const date = new Date(Date.UTC(year!, month! - 1, day!, hour!, minute!, second!));
  const wanted = [year, month! - 1, day, hour, minute, second];
  const got = [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  if (wanted.some((part, index) => part !== got[index])) return null;
  const zone = (match[8] ?? '').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return `${date.toISOString().slice(0, 19)}${zone}`;
}
