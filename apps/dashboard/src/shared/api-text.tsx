import { useSyncExternalStore } from 'react';
import { onApiWords, presentApiWords } from '../i18n/api-words';

interface Props {
  children: string;
  /** What is done with the words in the end, in whatever language they are. */
  as?: (words: string) => string;
}

/**
 * Words of the API in the language of the page. Where there are none they stay English, and a screen reader has to know
 * (WCAG 3.1.2). Nobody sees them in one language and then in the other: until that is clear there is room for them.
 */
export function ApiText({ children, as = (words) => words }: Props) {
  const translate = useSyncExternalStore(onApiWords, presentApiWords);
  const translated = typeof translate === 'function' ? translate(children) : null;
  if (translated !== null) return <span>{as(translated)}</span>;
  return (
    <span lang="en" style={translate === 'loading' ? { visibility: 'hidden' } : undefined}>
      {as(children)}
    </span>
  );
}
