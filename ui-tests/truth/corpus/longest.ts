import { type CorpusExercise, right, wrong } from './program';

export const LONGEST: CorpusExercise = {
  name: 'longest',
  placeholder: 'def longest_word(sentence):\n    ...  # YOUR CODE HERE',
  checks: [
    "assert longest_word('the quick brown fox') == 'quick'",
    "assert longest_word('one') == 'one'",
    "assert longest_word('to be or not') == 'not'\nassert longest_word('') == ''",
  ],
  programs: [
    right('max with a key', "def longest_word(sentence):\n    return max(sentence.split(), key=len, default='')"),
    right(
      'a loop',
      "def longest_word(sentence):\n    longest = ''\n    for word in sentence.split():\n        if len(word) > len(longest):\n            longest = word\n    return longest",
    ),
    right(
      'sorted, which keeps the order',
      "def longest_word(sentence):\n    words = sorted(sentence.split(), key=len, reverse=True)\n    return words[0] if words else ''",
    ),
    right(
      'letter by letter',
      "def longest_word(sentence):\n    best = ''\n    word = ''\n    for letter in sentence + ' ':\n        if letter == ' ':\n            if len(word) > len(best):\n                best = word\n            word = ''\n        else:\n            word += letter\n    return best",
    ),
    right(
      'a helper of its own',
      "def longer(a, b):\n    return b if len(b) > len(a) else a\n\ndef longest_word(sentence):\n    result = ''\n    for word in sentence.split(' '):\n        result = longer(result, word)\n    return result",
    ),
    wrong(
      'the last of equals',
      "def longest_word(sentence):\n    longest = ''\n    for word in sentence.split():\n        if len(word) >= len(longest):\n            longest = word\n    return longest",
    ),
    wrong('max without a key', "def longest_word(sentence):\n    return max(sentence.split(), default='')"),
    wrong('the length and not the word', 'def longest_word(sentence):\n    return max(len(word) for word in sentence.split())'),
    wrong(
      'the empty sentence forgotten',
      'def longest_word(sentence):\n    words = sentence.split()\n    longest = words[0]\n    for word in words:\n        if len(word) > len(longest):\n            longest = word\n    return longest',
    ),
    wrong(
      'letters for words',
      "def longest_word(sentence):\n    longest = ''\n    for word in sentence:\n        if len(word) > len(longest):\n            longest = word\n    return longest",
    ),
    wrong(
      'a name that is not there yet',
      'def longest_word(sentence):\n    for word in sentence.split():\n        if len(word) > len(longest):\n            longest = word\n    return longest',
    ),
    wrong(
      'an indentation that does not match',
      "def longest_word(sentence):\n    longest = ''\n    for word in sentence.split():\n        if len(word) > len(longest):\n            longest = word\n      return longest",
    ),
    wrong(
      'the first call works, the later ones not',
      "best = ''\n\ndef longest_word(sentence):\n    global best\n    for word in sentence.split():\n        if len(word) > len(best):\n            best = word\n    return best",
    ),
    wrong(
      'the process ended',
      "import os\n\ndef longest_word(sentence):\n    if sentence == '':\n        os._exit(0)\n    return max(sentence.split(), key=len)",
    ),
  ],
};
