/** Words that every screen may use. */
export const common = {
  product: 'Cell Monitor',
  none: '–',
  listSeparator: ', ',
  more: '{{n, number}} more',
  detailSeparator: ' · ',
  units: {
    milliseconds: '{{n}} ms',
    seconds: '{{n}} s',
    minutes: '{{n}} min',
    hours: '{{n}} h',
    days_one: '{{count, number}} day',
    days_other: '{{count, number}} days',
  },
  ago: {
    now: 'now',
    before: '{{span}} ago',
    never: 'never',
  },
} as const;
