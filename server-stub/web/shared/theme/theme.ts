import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#e6f3ef',
  '#cfe6df',
  '#a5d3c7',
  '#7fd8c6',
  '#3fa292',
  '#1f8072',
  '#0c5f56',
  '#0a5049',
  '#083f3a',
  '#06302c',
];

/** The neutral greys that components use by night, tinted like the page. */
const dark: MantineColorsTuple = [
  '#e9efe9',
  '#c5d0cb',
  '#a9b8b2',
  '#71847f',
  '#3a4d49',
  '#2a3a37',
  '#1c2a28',
  '#172321',
  '#0f1817',
  '#0b1211',
];

/** What cannot be undone: dark enough by day for light words, and light enough by night for dark ones. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#f9d2cd',
  '#fbb5a8',
  '#ff9f8a',
  '#e0604f',
  '#c93f31',
  '#b3261e',
  '#97201a',
  '#7b1a15',
  '#5f1410',
];

/** The components' look; the colours of the page itself are in tokens.css. */
export const theme = createTheme({
  colors: { pine, dark, red },
  primaryColor: 'pine',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  white: '#fffdf8',
  black: '#1b2a2b',
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily:
    "'Atkinson Hyperlegible Next Variable', system-ui, -apple-system, 'Segoe UI', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif",
  fontFamilyMonospace: "'Atkinson Hyperlegible Mono Variable', ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650' },
  components: {
    // Said, so that the style sheet finds it: by night a filled button needs dark words.
    Button: { defaultProps: { variant: 'filled' } },
    // The page has its banner.
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    ModalHeader: { defaultProps: { role: 'presentation' } },
    // What would be focused first is in no menu; the first item is.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // 24 pixels: what is smaller is hard to hit.
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Slider: { defaultProps: { thumbSize: 24 } },
  },
});

/** Lets the components draw with the page's own colours. */
export const resolveCssVariables: CSSVariablesResolver = () => {
  const pageColours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-error': 'var(--stuck)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
  };
  return { variables: {}, light: pageColours, dark: pageColours };
};
