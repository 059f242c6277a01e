/** More stops than any form has: what opened it is remembered until it is closed. */
const REMEMBERED = 100;

/**
 * Gives the focus back when what had it is gone, as a panel or a dialog that closes: to what had it before and is still
 * there, else to the content of the page. Without that, whoever uses a keyboard begins again at the top. Returns the way
 * to stop.
 */
export function keepFocus(): () => void {
  let before: Element[] = [];
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    before = [...before.filter((each) => each !== target), target].slice(-REMEMBERED);
  };
  const giveBack = () => {
    const isLost = document.activeElement === document.body && before.at(-1)?.isConnected === false;
    if (!isLost) return;
    before = before.filter(({ isConnected }) => isConnected);
    const target = before.at(-1) ?? document.getElementById('content');
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  };
  // Once all of a change is done: what comes in the place of what is gone may take the focus itself.
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ removedNodes }) => removedNodes.length > 0)) setTimeout(giveBack);
  });
  document.addEventListener('focusin', remember);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
