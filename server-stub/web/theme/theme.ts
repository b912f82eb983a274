import { createTheme, type MantineColorsTuple } from '@mantine/core';

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

/** The components' look; the colours of the page itself are in tokens.css. */
export const theme = createTheme({
  colors: { pine },
  primaryColor: 'pine',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  white: '#fffdf8',
  black: '#1b2a2b',
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'Atkinson Hyperlegible Mono Variable', ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650' },
});
