/** Puts `text` on the clipboard. Resolves to whether it worked. */
export type Clipboard = (text: string) => Promise<boolean>;

/** On plain `http://` of a LAN address there is no `navigator.clipboard`; the old way still works there. */
export const browserClipboard: Clipboard = async text => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
};

function copyThroughSelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  // Inside an open dialog: its focus trap would take the focus, and with it the selection, away from the body.
  (focused?.closest('[role=dialog]') ?? document.body).append(area);
  area.select();
  const hasCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) {
    focused.focus();
  }
  return hasCopied;
}
