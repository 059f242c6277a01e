import { useEffect, useEffectEvent } from 'react';
import { PressedKeys } from './pressed-keys';
import type { ShortcutAction } from './shortcut-table';

/** Where keys are typed or have a meaning of their own. */
const ownKeys = 'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]';

/**
 * Runs what the keys that are pressed stand for. Those without Control or Command count only while `single` is true
 * (WCAG 2.1.4), outside of fields, menus and dialogs: a form that is filled in is not left by a letter.
 */
export function useShortcuts(single: boolean, run: (action: ShortcutAction) => void): void {
  const press = useEffectEvent((event: KeyboardEvent, pressed: PressedKeys) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const mod = event.ctrlKey || event.metaKey;
    if (event.altKey || (!mod && (!single || isElsewhere(event)))) return pressed.forget();
    const action = pressed.press({ key: keyOf(event), mod, atMs: event.timeStamp });
    if (action === undefined) return;
    event.preventDefault();
    run(action);
  });
  useEffect(() => {
    const pressed = new PressedKeys();
    const listen = (event: KeyboardEvent) => press(event, pressed);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function isElsewhere({ target }: KeyboardEvent): boolean {
  return (target instanceof Element && target.closest(ownKeys) !== null) || dialogIsOpen();
}

function dialogIsOpen(): boolean {
  return document.querySelector('[role=dialog][aria-modal=true]') !== null;
}

/** A letter is the same with caps lock, and another one with Shift. */
function keyOf({ key, shiftKey }: KeyboardEvent): string {
  return key.length === 1 && !shiftKey ? key.toLowerCase() : key;
}
