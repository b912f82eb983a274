import { describe, expect, it } from 'vitest';
import { readRoster } from './read-roster';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const readBytes = (file: Uint8Array): unknown => {
  const roster = readRoster(file);
  return roster.ok ? roster.value.students : roster.errors.map(({ path, message }) => ({ path, message }));
};
const read = (text: string): unknown => readBytes(bytes(text));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
/** 学籍番号,氏名,チーム; S001,山田 花子,A班; S002,髙橋 健,B班 */
const SHIFT_JIS = fromBase64('ineQ0JTUjYYsjoGWvCyDYIFbg4ANClMwMDEsjlKTYyCJ1I5xLEGUxw0KUzAwMizu4Iu0IIySLEKUxw0K');
/** 学籍番号,氏名; S1,ﾔﾏﾀﾞ ﾊﾅｺ */
const HALF_WIDTH = fromBase64('ineQ0JTUjYYsjoGWvA0KUzEs1M/A3iDKxboNCg==');
/** Matriculation number;First name;Last name;Group, and three students */
const WINDOWS_1252 = fromBase64(
  'TWF0cmljdWxhdGlvbiBudW1iZXI7Rmlyc3QgbmFtZTtMYXN0IG5hbWU7R3JvdXANCm0xO0r8cmdlbjtN/GxsZXI7yXF1aXBlIDENCm0yO0pvc+k7TnXxZXo7yXF1aXBlIDINCm0zO1pv6zvFbmdzdHL2bTsNCg==',
);
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

  it('is over with its last row of text, whatever a spreadsheet saves after that', () => {
    expect(read('student_id;display_name;team\nada;Ada Lovelace;Team 7\r\n;;\r\n ; ;\r\n')).toEqual([ada]);
    expect(read('student_id\nada\n"\n\n')).toEqual([expect.objectContaining({ path: 'line 3' })]);
  });

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
    expect(readBytes(encoding === 'utf-16le' ? text : text.swap16())).toEqual([{ studentId: 'ada', displayName: '山田' }]);
  });

  it.each(['utf-16le', 'utf-16be'])('is read in %s without its mark', encoding => {
    const text = Buffer.from('student_id\tdisplay_name\nada\t山田\n', 'utf16le');
    expect(readBytes(encoding === 'utf-16le' ? text : text.swap16())).toEqual([{ studentId: 'ada', displayName: '山田' }]);
  });

  it('is read as Excel saves it in Japan, in Shift_JIS with its own characters and headers', () => {
    expect(readRoster(SHIFT_JIS)).toEqual({
      ok: true,
      value: {
        students: [
          { studentId: 'S001', displayName: '山田 花子', team: 'A班' },
          { studentId: 'S002', displayName: '髙橋 健', team: 'B班' },
        ],
        encoding: 'shift_jis',
        columns: { studentId: '学籍番号', displayName: ['氏名'], team: 'チーム' },
      },
    });
    expect(readBytes(HALF_WIDTH)).toEqual([{ studentId: 'S1', displayName: 'ﾔﾏﾀﾞ ﾊﾅｺ' }]);
  });

  it('is read as Excel saves it in western Europe, in Windows-1252, with the names in two columns', () => {
    expect(readRoster(WINDOWS_1252)).toEqual({
      ok: true,
      value: {
        students: [
          { studentId: 'm1', displayName: 'Jürgen Müller', team: 'Équipe 1' },
          { studentId: 'm2', displayName: 'José Nuñez', team: 'Équipe 2' },
          { studentId: 'm3', displayName: 'Zoë Ångström', team: '' },
        ],
        encoding: 'windows-1252',
        columns: { studentId: 'Matriculation number', displayName: ['First name', 'Last name'], team: 'Group' },
      },
    });
  });

  it.each([
    ['ID number,First name,Last name,Groups', { studentId: 'ID number', displayName: ['First name', 'Last name'], team: 'Groups' }],
    ['Student,ID,SIS User ID,SIS Login ID', { studentId: 'SIS User ID', displayName: ['Student'] }],
    ['番号,姓,名,班', { studentId: '番号', displayName: ['姓', '名'], team: '班' }],
    ['ユーザーＩＤ,名前', { studentId: 'ユーザーＩＤ', displayName: ['名前'] }],
    ['id,student_id,name', { studentId: 'student_id', displayName: ['name'] }],
  ])('with the header %s has its columns found', (header, columns) => {
    const row = header.split(',').map((_, index) => String(index));
    expect(readRoster(bytes(`${header}\n${row.join(',')}\n`))).toMatchObject({ ok: true, value: { columns } });
  });
});

describe('a roster that cannot be used', () => {
  it.each([
    ['a workbook of Excel', [0x50, 0x4b, 0x03, 0x04, 0, 0], 'CSV UTF-8'],
    ['a workbook of an older Excel', [0xd0, 0xcf, 0x11, 0xe0, 0, 0], 'CSV UTF-8'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d], 'CSV UTF-8'],
  ])('because it is %s says how to save it', (_name, start, words) => {
    expect(readBytes(Uint8Array.from(start))).toEqual([{ path: '', message: expect.stringContaining(words) as string }]);
  });

  it('tells its flaws by stable words, with what stands in them', () => {
    const roster = readRoster(bytes('student_id,team\nada,red\nada,blue\n'));
    expect(roster).toMatchObject({ ok: false, errors: [{ code: 'same_id', values: { row: 3, other: 2 } }] });
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
