import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en';
import { ja } from '../i18n/ja';
import { createTranslate } from './translate';
import { WITHHELD } from './withheld';

const english = createTranslate('en', en);
const japanese = createTranslate('ja', ja);

describe('the translation', () => {
  it('fills in', () => {
    expect(english('common.ago.before', { span: '5 min' })).toBe('5 min ago');
    expect(japanese('common.ago.before', { span: '5分' })).toBe('5分前');
  });

  it('knows one from many, and groups thousands', () => {
    expect(english('common.units.days', { count: 1 })).toBe('1 day');
    expect(english('common.units.days', { count: 1200 })).toBe('1,200 days');
    expect(japanese('common.units.days', { count: 1 })).toBe('1日');
  });

  it('says of a text that is not there which one it is', () => {
    expect(english('common.toString' as 'common.none')).toBe('common.toString');
  });

  it('has a dash for a figure that is withheld', () => {
    expect(english('common.units.days', { count: WITHHELD })).toBe('– days');
  });

  it.each(['<b>Zoé</b> & "co"', '{{span}}', '$t(common.product)', '{{- span}}'])('leaves %s as it is', hostile => {
    expect(english('common.ago.before', { span: hostile })).toBe(`${hostile} ago`);
  });
});
