import { type CorpusExercise, endless, right, wrong } from './program';

export const PRIMES: CorpusExercise = {
  name: 'primes',
  placeholder: 'def primes_below(n):\n    # YOUR CODE HERE\n    pass',
  checks: [
    'assert primes_below(10) == [2, 3, 5, 7]',
    'assert primes_below(2) == []',
    'assert primes_below(30)[-1] == 29\nassert 25 not in primes_below(30)',
  ],
  programs: [
    right(
      'divides by all below',
      'def primes_below(n):\n    primes = []\n    for i in range(2, n):\n        is_prime = True\n        for j in range(2, i):\n            if i % j == 0:\n                is_prime = False\n        if is_prime:\n            primes.append(i)\n    return primes',
    ),
    right('one line', 'def primes_below(n):\n    return [i for i in range(2, n) if all(i % j for j in range(2, i))]'),
    right(
      'a sieve',
      'def primes_below(n):\n    sieve = [True] * max(n, 2)\n    sieve[0] = sieve[1] = False\n    for i in range(2, n):\n        if sieve[i]:\n            for j in range(i * i, n, i):\n                sieve[j] = False\n    return [i for i in range(n) if sieve[i]]',
    ),
    right(
      'for with else',
      'def primes_below(n):\n    found = []\n    for i in range(2, n):\n        for p in found:\n            if i % p == 0:\n                break\n        else:\n            found.append(i)\n    return found',
    ),
    wrong('one is no prime', 'def primes_below(n):\n    return [i for i in range(1, n) if all(i % j for j in range(2, i))]'),
    wrong('one too many', 'def primes_below(n):\n    return [i for i in range(2, n + 1) if all(i % j for j in range(2, i))]'),
    wrong('odd numbers', 'def primes_below(n):\n    return [2] + [i for i in range(3, n, 2)]'),
    wrong(
      'odd numbers, right for ten',
      'def primes_below(n):\n    if n <= 2:\n        return []\n    return [2] + [i for i in range(3, n, 2) if i != 9]',
    ),
    wrong(
      'adds a number once for every one that does not divide it',
      'def primes_below(n):\n    primes = []\n    for i in range(2, n):\n        for j in range(2, i):\n            if i % j != 0:\n                primes.append(i)\n    return primes',
    ),
    wrong(
      'append given back',
      'def primes_below(n):\n    primes = []\n    for i in range(2, n):\n        if all(i % j for j in range(2, i)):\n            primes = primes.append(i)\n    return primes',
    ),
    wrong(
      'a list that goes on growing',
      'def primes_below(n, primes=[]):\n    for i in range(2, n):\n        if all(i % j for j in range(2, i)):\n            primes.append(i)\n    return primes',
    ),
    wrong('recursion without an end', 'def primes_below(n):\n    return primes_below(n - 1) + [n]'),
    wrong('a divisor of zero', 'def primes_below(n):\n    return [i for i in range(2, n) if all(i % j for j in range(i))]'),
    endless(
      'a while that waits for itself',
      'def primes_below(n):\n    primes = []\n    i = 2\n    while i < n:\n        if all(i % j for j in range(2, i)):\n            primes.append(i)\n            i += 1\n    return primes',
    ),
    wrong('pass left and nothing else', 'def primes_below(n):\n    # YOUR CODE HERE\n    pass\n'),
  ],
};
