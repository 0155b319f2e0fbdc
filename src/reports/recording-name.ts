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
