import { type CorpusExercise, right, wrong } from './program';

export const AVERAGE: CorpusExercise = {
  name: 'average',
  placeholder:
    'def average(marks):\n    """The mean of the marks; 0 where there are none."""\n    # YOUR CODE HERE\n    raise NotImplementedError()',
  checks: ['assert average([5, 7, 9]) == 7', 'assert average([1, 2]) == 1.5', 'assert average([]) == 0'],
  programs: [
    right('sum and len', 'def average(marks):\n    if not marks:\n        return 0\n    return sum(marks) / len(marks)'),
    right(
      'a loop with a counter',
      'def average(marks):\n    total = 0\n    count = 0\n    for mark in marks:\n        total += mark\n        count += 1\n    if count == 0:\n        return 0\n    return total / count',
    ),
    right(
      'the marker left above the code',
      'def average(marks):\n    """The mean of the marks; 0 where there are none."""\n    # YOUR CODE HERE\n    return sum(marks) / len(marks) if marks else 0',
    ),
    right(
      'an exception caught',
      'def average(marks):\n    try:\n        return sum(marks) / len(marks)\n    except ZeroDivisionError:\n        return 0',
    ),
    right(
      'prints as well',
      'def average(marks):\n    result = sum(marks) / max(len(marks), 1)\n    print(result)\n    return result\n\naverage([1, 2, 3])',
    ),
    right('a lambda under the name', 'average = lambda marks: sum(marks) / len(marks) if len(marks) > 0 else 0'),
    wrong('the empty list forgotten', 'def average(marks):\n    return sum(marks) / len(marks)'),
    wrong(
      'prints and returns nothing',
      'def average(marks):\n    if marks:\n        print(sum(marks) / len(marks))\n    else:\n        print(0)',
    ),
    wrong('drops the fraction', 'def average(marks):\n    if len(marks) == 0:\n        return 0\n    return sum(marks) // len(marks)'),
    wrong(
      'returns inside the loop',
      'def average(marks):\n    total = 0\n    for mark in marks:\n        total += mark\n        return total / len(marks)\n    return 0',
    ),
    wrong('a misspelt variable', 'def average(marks):\n    if not marks:\n        return 0\n    return sum(mark) / len(marks)'),
    wrong('a misspelt function', 'def averge(marks):\n    return sum(marks) / len(marks) if marks else 0'),
    wrong('the example written down', 'def average(marks):\n    return 7'),
    wrong(
      'the placeholder’s last line left below',
      'def average(marks):\n    result = sum(marks) / len(marks) if marks else 0\n    raise NotImplementedError()',
    ),
    wrong('no colon', 'def average(marks)\n    return sum(marks) / len(marks)'),
    wrong(
      'everything swallowed',
      'def average(marks):\n    try:\n        return sum(marks) / lenght(marks)\n    except Exception:\n        return 0',
    ),
  ],
};
