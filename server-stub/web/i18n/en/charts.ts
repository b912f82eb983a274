/** Charts, wherever they are. */
export const charts = {
  table: 'Table',
  label: '{{title}}: a chart. The button “Table” shows its numbers.',
} as const;
