import { createTheme, type MantineColorsTuple } from '@mantine/core';
import i18next from 'i18next';

const petrol: MantineColorsTuple = [
  '#e8f6f8',
  '#d3e9ed',
  '#a5d2da',
  '#74bac7',
  '#4da6b7',
  '#349aad',
  '#2394a9',
  '#127f94',
  '#0b7285',
  '#006374',
];

/** Mantine's, but with the last shades dark enough below white text. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#fa5252',
  '#d02f2f',
  '#c92a2a',
  '#b02525',
];

const systemFonts =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

/** Look of the whole dashboard: one accent, quiet surfaces, fonts of the system (nothing is loaded from outside). */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  colors: { petrol, red },
  defaultRadius: 'md',
  fontFamily: systemFonts,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontFamily: systemFonts, fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // By their names: `Modal.extend` would make every page load the component.
    Badge: { styles: { root: { textTransform: 'none' } } },
    Loader: { defaultProps: { role: 'status' } },
    Modal: { styles: { title: { fontWeight: 650 } } },
    // Asked when one is shown, in the language of then.
    Notification: { defaultProps: () => ({ closeButtonProps: { 'aria-label': i18next.t('common.close') } }) },
  },
});
