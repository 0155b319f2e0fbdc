/** As wide as text is in a file, and where a terminal does not say how wide it is. */
const COLUMNS = 80;

/** How text is laid out: for the terminal it is shown on, or for `out`, a file or a pipe, which have no colours and no width. */
export function textStyle(
  out?: string,
  { isTTY, columns }: { isTTY?: boolean; columns?: number } = process.stdout,
): { colour: boolean; columns: number } {
  const shown = out === undefined && isTTY === true;
  return { colour: shown && !process.env.NO_COLOR, columns: (shown && columns) || COLUMNS };
}
