import { type CorpusExercise, endless, right, wrong } from './program';

export const VOWELS: CorpusExercise = {
  name: 'vowels',
  placeholder: 'def count_vowels(text):\n    # How many vowels are in the text?\n    raise NotImplementedError',
  checks: [
    "assert count_vowels('banana') == 3",
    "assert count_vowels('AEIOU') == 5",
    "assert count_vowels('') == 0\nassert count_vowels('rhythm') == 0",
  ],
  programs: [
    right(
      'a loop',
      "def count_vowels(text):\n    count = 0\n    for letter in text.lower():\n        if letter in 'aeiou':\n            count += 1\n    return count",
    ),
    right('a generator', "def count_vowels(text):\n    return sum(letter in 'aeiouAEIOU' for letter in text)"),
    right(
      'count of each',
      "def count_vowels(text):\n    text = text.lower()\n    return text.count('a') + text.count('e') + text.count('i') + text.count('o') + text.count('u')",
    ),
    right(
      'recursion',
      "def count_vowels(text):\n    if text == '':\n        return 0\n    return (text[0] in 'aeiouAEIOU') + count_vowels(text[1:])",
    ),
    right(
      'a while loop',
      "def count_vowels(text):\n    i = 0\n    n = 0\n    while i < len(text):\n        if text[i].lower() in ['a', 'e', 'i', 'o', 'u']:\n            n = n + 1\n        i = i + 1\n    return n",
    ),
    wrong(
      'capital letters forgotten',
      "def count_vowels(text):\n    count = 0\n    for letter in text:\n        if letter in 'aeiou':\n            count += 1\n    return count",
    ),
    wrong(
      'or instead of in',
      "def count_vowels(text):\n    count = 0\n    for letter in text:\n        if letter == 'a' or 'e' or 'i' or 'o' or 'u':\n            count += 1\n    return count",
    ),
    wrong(
      'the count begins anew',
      "def count_vowels(text):\n    for letter in text:\n        count = 0\n        if letter in 'aeiouAEIOU':\n            count += 1\n    return count",
    ),
    wrong(
      'returns at the first',
      "def count_vowels(text):\n    count = 0\n    for letter in text:\n        if letter in 'aeiouAEIOU':\n            count += 1\n            return count\n    return count",
    ),
    wrong(
      'an assignment for a comparison',
      "def count_vowels(text):\n    count = 0\n    for letter in text:\n        if letter = 'a':\n            count += 1\n    return count",
    ),
    wrong(
      'a text added to a number',
      "def count_vowels(text):\n    count = '0'\n    for letter in text:\n        if letter in 'aeiouAEIOU':\n            count += 1\n    return count",
    ),
    wrong('asks instead of taking its argument', "def count_vowels(word):\n    return sum(letter in 'aeiou' for letter in text)"),
    endless(
      'a loop that does not count on',
      "def count_vowels(text):\n    i = 0\n    n = 0\n    while i < len(text):\n        if text[i] in 'aeiouAEIOU':\n            n += 1\n    return n",
    ),
    wrong('lower() thrown away', "def count_vowels(text):\n    text.lower()\n    return sum(text.count(vowel) for vowel in 'aeiou')"),
  ],
};
