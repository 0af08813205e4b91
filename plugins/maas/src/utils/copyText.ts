function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.appendChild(area);
  try {
    area.select();
    // Deprecated, but the only way on pages that are not served over HTTPS.
    return document.execCommand?.('copy') ?? false;
  } catch {
    return false;
  } finally {
    area.remove();
  }
}

/**
 * Puts a text on the clipboard, also where the Clipboard API is missing or refused.
 *
 * @returns whether it is there now
 * @internal
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // A browser may refuse it, for example in a frame: the other way may still work.
    }
  }
  return copyBySelection(text);
}
