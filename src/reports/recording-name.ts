/**
 * A recording as lists call it: its name with the folder it lies in, which tells files of one name apart. The whole path is in
 * exports; pages that are sent on need not say where a machine keeps its files.
 */
export function recordingName(file: string): string {
  return file
    .split(/[/\\]/)
    .filter((part) => part !== '')
    .slice(-2)
    .join('/');
}

/** The names that several of these calls have: of one recording, or of some whose folders are called the same. */
export function namesTwice(calls: readonly { file: string }[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of calls.map(({ file }) => recordingName(file))) (seen.has(name) ? twice : seen).add(name);
  return twice;
}
