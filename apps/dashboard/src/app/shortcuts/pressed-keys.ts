import { type Shortcut, type ShortcutAction, shortcuts } from './shortcut-table';

/** How long the first key of two is remembered. */
const REMEMBERED_MS = 1500;

/** A key that was pressed, and when. */
interface KeyPress {
  key: string;
  /** Whether Control, or Command on a Mac, is held down. */
  mod: boolean;
  atMs: number;
}

/** Follows the keys that are pressed, one after the other, and says what each does. */
export class PressedKeys {
  private first: KeyPress | undefined;

  /** What this key does together with the one before it; undefined for nothing, or nothing yet. */
  press(press: KeyPress): ShortcutAction | undefined {
    const { first } = this;
    this.first = undefined;
    const before = first && press.atMs - first.atMs < REMEMBERED_MS ? [first.key] : [];
    const pressed = [...(press.mod ? ['Mod'] : before), press.key];
    const action = shortcuts.find((shortcut) => isWhole(shortcut, pressed))?.action;
    if (action === undefined && begins([press.key]) && !press.mod) this.first = press;
    return action;
  }

  forget(): void {
    this.first = undefined;
  }
}

const isWhole = ({ keys }: Shortcut, pressed: readonly string[]) =>
  keys.length === pressed.length && keys.every((key, place) => key === pressed[place]);

const begins = (pressed: readonly string[]) =>
  shortcuts.some(({ keys }) => keys.length > pressed.length && pressed.every((key, place) => key === keys[place]));
