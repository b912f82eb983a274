import { describe, expect, it } from 'vitest';
import { readRoster } from './read-roster';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): unknown => {
  const roster = readRoster(bytes(text));
  return roster.ok ? roster.value : roster.errors;
};
const ada = { studentId: 'ada', displayName: 'Ada Lovelace', team: 'Team 7' };

describe('a roster', () => {
  it.each([
    ['by RFC 4180', 'student_id,display_name,team\r\nada,Ada Lovelace,Team 7\r\n'],
    ['with bare line feeds and no end of the last line', 'student_id,display_name,team\nada,Ada Lovelace,Team 7'],
    ['with old line ends', 'student_id,display_name,team\rada,Ada Lovelace,Team 7\r'],
    ['with a byte order mark', '\uFEFFstudent_id,display_name,team\nada,Ada Lovelace,Team 7\n'],
    ['with semicolons', 'student_id;display_name;team\r\nada;Ada Lovelace;Team 7\r\n'],
    ['with tabs', 'student_id\tdisplay_name\tteam\nada\tAda Lovelace\tTeam 7\n'],
    ['with quoted cells', '"student_id","display_name","team"\n"ada","Ada Lovelace","Team 7"\n'],
    ['with columns in another order and among others', 'Mail, Team ,Display Name,student-id\na@b.c,Team 7, Ada Lovelace ,ada\n'],
    ['with the empty rows of a spreadsheet', 'student_id,display_name,team\n,,\nada,Ada Lovelace,Team 7\n\n,,\n'],
  ])('is read %s', (_name, text) => expect(read(text)).toEqual([ada]));

  it('keeps separators, quotation marks and any script within a cell', () => {
    expect(read('student_id;display_name\ns1;"Lovelace; ""Ada"""\ns2;山田 花子 <b>\n')).toEqual([
      { studentId: 's1', displayName: 'Lovelace; "Ada"' },
      { studentId: 's2', displayName: '山田 花子 <b>' },
    ]);
  });

  it('calls students by their ids where it has no other name', () => {
    expect(read('student_id\nada\nbob\n')).toEqual([
      { studentId: 'ada', displayName: 'ada' },
      { studentId: 'bob', displayName: 'bob' },
    ]);
  });

  it('says nothing of teams in an empty column, and "no team" in an empty cell of another', () => {
    expect(read('student_id,team\nada,\n')).toEqual([{ studentId: 'ada', displayName: 'ada' }]);
    expect(read('student_id,team\nada,\nbob,red\n')).toEqual([
      { studentId: 'ada', displayName: 'ada', team: '' },
      { studentId: 'bob', displayName: 'bob', team: 'red' },
    ]);
  });

  it.each(['utf-16le', 'utf-16be'])('is read in %s with its mark', encoding => {
    const text = Buffer.from('\uFEFFstudent_id\tdisplay_name\nada\t山田\n', 'utf16le');
    const roster = readRoster(encoding === 'utf-16le' ? text : text.swap16());
    expect(roster).toEqual({ ok: true, value: [{ studentId: 'ada', displayName: '山田' }] });
  });
});

describe('a roster that cannot be used', () => {
  it('in Shift_JIS says how to save it', () => {
    const shiftJis = Uint8Array.from([...bytes('student_id,display_name\nada,'), 0x8e, 0x52, 0x93, 0x63, 0x0a]);
    const roster = readRoster(shiftJis);
    expect(roster).toMatchObject({ ok: false, errors: [{ path: '', message: expect.stringContaining('CSV UTF-8') }] });
  });

  it.each([
    ['', [{ path: 'row 1', message: expect.stringContaining('must name the columns') }]],
    ['name,team\nAda,red\n', [{ path: 'row 1', message: expect.stringContaining('must name the columns') }]],
    ['student_id,team,Team\nada,red,red\n', [{ path: 'row 1', message: 'names the column team twice' }]],
    ['student_id,team\n', [{ path: '', message: 'has no students below its header' }]],
    ['student_id,display_name\nada,"Ada\n', [{ path: 'line 2', message: 'opens a quotation mark that is never closed' }]],
    ['student_id,display_name\nada,A"d"a\n', [{ path: 'line 2', message: expect.stringContaining('quotation mark') }]],
  ])('says what is wrong with %j', (text, errors) => expect(read(text)).toEqual(errors));

  it('names every row that is wrong as a spreadsheet numbers it', () => {
    const rows = [
      'student_id,display_name,team',
      'ada,Ada,red',
      '',
      ',Nobody,red',
      'ada,Again,',
      `${'x'.repeat(65)},Bob,`,
      'cy,"C\ny",',
      'dan,Dan,red,more',
    ];
    expect(read(rows.join('\r\n'))).toEqual([
      { path: 'row 4', message: 'has no student_id' },
      { path: 'row 5', message: 'has the student_id of row 2' },
      { path: 'row 6', message: 'student_id must have at most 64 characters' },
      { path: 'row 7', message: 'display_name must not hold control characters or line breaks' },
      { path: 'row 8', message: expect.stringContaining('has more cells than the header') },
    ]);
  });

  it('names the first rows of many, and counts the others', () => {
    const errors = read(`student_id,display_name\n${',Nobody\n'.repeat(70)}`) as unknown[];
    expect(errors).toHaveLength(51);
    expect(errors.at(-1)).toEqual({ path: '', message: 'has 20 more rows like these' });
  });

  it('has at most 5000 students', () => {
    const rows = Array.from({ length: 5001 }, (_, index) => `s${String(index)}`);
    expect(read(['student_id', ...rows].join('\n'))).toEqual([{ path: '', message: 'has more than 5000 students' }]);
  });
});
