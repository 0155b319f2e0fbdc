/** Text as it stands inside an HTML element or a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A value as JSON inside a script element. `<` is written as an escape, so no text in the value can end the element or
 * open a comment, whatever it says.
 */
export function inertJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A data element of the page that no browser runs. The id is ours, never from a call. */
export function jsonBlock(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${inertJson(value)}</script>\n`;
}
