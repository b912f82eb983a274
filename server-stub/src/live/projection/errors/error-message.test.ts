import { assert, string, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleOf, normaliseMessage, withoutWords } from './error-message';

/** Messages as the kernels of Python, R and Julia give them, and what is left of each. */
const CORPUS: readonly (readonly [message: string, normalised: string])[] = [
  ["name 'averge' is not defined", "name '…' is not defined"],
  ["name 'prin' is not defined. Did you mean: 'print'?", "name '…' is not defined"],
  ['division by zero', 'division by zero'],
  ["unsupported operand type(s) for +: 'int' and 'str'", "unsupported operand type(s) for +: '…' and '…'"],
  ["can't multiply sequence by non-int of type 'float'", "can't multiply sequence by non-int of type '…'"],
  ['can only concatenate str (not "int") to str', "can only concatenate str (not '…') to str"],
  ["'<' not supported between instances of 'str' and 'int'", "'…' not supported between instances of '…' and '…'"],
  ["'NoneType' object is not subscriptable", "'…' object is not subscriptable"],
  ["'list' object has no attribute 'push'", "'…' object has no attribute '…'"],
  ["module 'numpy' has no attribute 'arrange'", "module '…' has no attribute '…'"],
  ['list index out of range', 'list index out of range'],
  ["'Alter'", "'…'"],
  ['7', '#'],
  ["\"None of [Index(['Name', 'Alter'], dtype='object')] are in the [columns]\"", "'…'"],
  ["invalid literal for int() with base 10: '12a'", "invalid literal for …() with base #: '…'"],
  ["could not convert string to float: 'abc'", "could not convert string to float: '…'"],
  ['not enough values to unpack (expected 3, got 2)', 'not enough values to unpack (expected #, got #)'],
  ['mean() takes 1 positional argument but 2 were given', '…() takes # positional argument but # were given'],
  ["Dog.__init__() missing 2 required positional arguments: 'name' and 'age'", "…() missing # required positional arguments: '…' and '…'"],
  ["f() missing 3 required positional arguments: 'a', 'b', and 'c'", "…() missing # required positional arguments: '…'"],
  ['invalid syntax (<ipython-input-5-0c8aafc23d7e>, line 3)', 'invalid syntax (…, line #)'],
  ['invalid syntax (1234567890.py, line 12)', 'invalid syntax (#.py, line #)'],
  ["'(' was never closed (2769314105.py, line 1)", "'…' was never closed (#.py, line #)"],
  ['unexpected indent (<cell line: 4>)', 'unexpected indent (…)'],
  ["[Errno 2] No such file or directory: 'data/ada/plot.csv'", "[Errno #] No such file or directory: '…'"],
  ['cannot open /home/ada/hw1/data.csv for reading', 'cannot open … for reading'],
  ['cannot open C:\\Users\\Ada\\hw1.csv for reading', 'cannot open … for reading'],
  ["No module named 'pandsa'", "No module named '…'"],
  ["cannot import name 'foo' from 'bar' (/usr/lib/python3.12/site-packages/bar.py)", "cannot import name '…' from '…' (…)"],
  ['operands could not be broadcast together with shapes (3,) (4,) ', 'operands could not be broadcast together with shapes (#,) (#,)'],
  ['shapes (3,4) and (5,6) not aligned: 4 (dim 1) != 5 (dim 0)', 'shapes (#) and (#) not aligned: # (dim #) != # (dim #)'],
  [
    "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    "'…' codec can't decode byte # in position #: invalid start byte",
  ],
  ['<__main__.Dog object at 0x7f8c5c3b2d90> is not JSON serializable', '… is not JSON serializable'],
  ["a bytes-like object is required, not 'str'; got b'abc'", "a bytes-like object is required, not '…'; got '…'"],
  ['maximum recursion depth exceeded', 'maximum recursion depth exceeded'],
  ['HTTP Error 404: https://example.org/a?b=1', 'HTTP Error #: …'],
  ['\u001B[0;31mexpected 5, got -3.5e-7\u001B[0m', 'expected #, got #'],
  ['\n\nThe truth value of an array\nwith more than one element', 'The truth value of an array'],
  // R
  ["Error in eval(expr, envir, enclos): object 'mittel' not found\n", "object '…' not found"],
  ['Error in mean2(x): could not find function "mean2"\nTraceback:\n', "could not find function '…'"],
  ['Error in x + 1 : non-numeric argument to binary operator', 'non-numeric argument to binary operator'],
  ['Error in library(ggplto2): there is no package called ‘ggplto2’', "there is no package called '…'"],
  ['Error in a_function_with_a_long_name(argument = 1) : \n  subscript out of bounds', 'subscript out of bounds'],
  ['Error in parse(text = x, srcfile = src): <text>:2:0: unexpected end of input\n1: f(\n   ^', '…:#:#: unexpected end of input'],
  // Julia
  ['UndefVarError: `mittel` not defined in `Main`', "UndefVarError: … not defined in '…'"],
  ['UndefVarError: mittel not defined', 'UndefVarError: … not defined'],
  ['MethodError: no method matching mittel(::String)\nClosest candidates are:\n', 'MethodError: no method matching …(::String)'],
  [
    'BoundsError: attempt to access 3-element Vector{Int64} at index [4]',
    'BoundsError: attempt to access #-element Vector{Int64} at index [#]',
  ],
  ['DivideError: integer division error', 'DivideError: integer division error'],
];

describe('a message', () => {
  it.each(CORPUS)('%j is told as %j', (message, normalised) => {
    expect(normaliseMessage(message)).toBe(normalised);
  });

  it('of any text becomes a short line', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 2000 }), text => {
        expect(normaliseMessage(text)).toMatch(/^[^\r\n]{0,200}$/u);
        expect(exampleOf(text)).toMatch(/^[^\r\n]{0,200}$/u);
      }),
    );
  });

  it('that was made to be slow to read is read all the same', () => {
    for (const piece of ["'", '"a', '/a', '<a', 'a/', '1_', '1.', 'Error in ', 'a(', '# ,', "'…', "]) {
      expect(normaliseMessage(piece.repeat(100_000)).length).toBeLessThanOrEqual(200);
    }
  });
});

describe('an example', () => {
  it('shows the last part of a path alone', () => {
    expect(exampleOf("No such file: '/home/ada/hw1/data.csv', nor C:\\Users\\Ada\\a.csv")).toBe("No such file: 'data.csv', nor a.csv");
  });

  it('loses whole names and parts of them, whatever their case, and keeps what else it says', () => {
    expect(withoutWords("'Ada Lovelace' has no key ADA_1 in an (a.b)", ['ada', 'Lovelace', 'a.', 'n'])).toBe(
      "'… …' has no key …_1 in an (a.b)",
    );
    expect(withoutWords('a+b is a+b', ['a+b'])).toBe('… is …');
  });
});
