import { cloneElement, type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import classes from './hint.module.css';

const GAP = 6;

interface Props {
  label: string;
  children: ReactElement<{ 'aria-describedby'?: string | undefined }>;
}

/**
 * A few words more about what it surrounds, shown while that is pointed at, touched or focused; Escape takes them away
 * (WCAG 1.4.13). The browser keeps them above everything, so no library has to be loaded for it.
 */
export function Hint({ label, children }: Props) {
  const id = useId();
  const around = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState(false);
  const show = () => setShown(true);
  const hide = () => setShown(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing can be done here but read
    <span
      ref={around}
      className={classes.target}
      onPointerOver={show}
      onPointerOut={({ pointerType }) => pointerType !== 'touch' && hide()}
      onFocus={show}
      onBlur={hide}
      onKeyDown={({ key }: KeyboardEvent) => key === 'Escape' && hide()}
    >
      {cloneElement(children, shown ? { 'aria-describedby': id } : {})}
      {shown && <Words id={id} label={label} target={around.current?.firstElementChild ?? null} onGone={hide} />}
    </span>
  );
}

interface WordsProps {
  id: string;
  label: string;
  target: Element | null;
  /** The target moved away, or was left by a touch elsewhere. */
  onGone: () => void;
}

function Words({ id, label, target, onGone }: WordsProps) {
  const hint = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    hint.current?.showPopover();
    if (hint.current && target) place(hint.current, target.getBoundingClientRect());
    const away = new AbortController();
    const options = { capture: true, signal: away.signal };
    window.addEventListener('scroll', onGone, options);
    window.addEventListener('pointerdown', ({ target: at }) => !target?.contains(at as Node) && onGone(), options);
    return () => away.abort();
  });
  return (
    <span ref={hint} id={id} role="tooltip" popover="manual" className={classes.hint}>
      {label}
    </span>
  );
}

/** Above the target, below it where there is no room, and never past an edge of the window. */
function place(hint: HTMLElement, target: DOMRect): void {
  const { width, height } = hint.getBoundingClientRect();
  const above = target.top - height - GAP;
  const left = target.left + (target.width - width) / 2;
  hint.style.top = `${above > 0 ? above : target.bottom + GAP}px`;
  hint.style.left = `${Math.max(GAP, Math.min(left, document.documentElement.clientWidth - width - GAP))}px`;
}
