# Numbers that numpy gives are what Python's own are wherever Python takes a number. Where numpy is missing the numbers are
# Python's own, so its absence shows what has to come out.
import json
import math
from collections import Counter, defaultdict, deque

try:
  import numpy as np
  count, mean, ids = np.sum([1, 2]), np.arange(4.).mean(), np.array([3, 1, 3, 2])
  single, yes = np.float32(1.5), (np.arange(3) > 1)[2]
except ImportError:
  np = None
  count, mean, ids = 3, 1.5, [3, 1, 3, 2]
  single, yes = 1.5, True

print([0] * count, count * [0], (0, 1) * count, '=' * count, count * 'ab', list(deque([1]) * count))
row, line = [1], 'a'
row *= count
line *= count
print(row, line, [[0] * count for _ in range(count)], '-' * ids[1] + '=' * (count + 1))
for sequence in ([0], 'a', (1,)):
  try:
    print(sequence * mean)
  except TypeError:
    print('a', type(sequence).__name__, 'is not repeated 1.5 times')

print(isinstance(mean, float), isinstance(mean, (int, float)), isinstance(count, float), isinstance(yes, float), issubclass(type(mean), float))
if np:
  assert [isinstance(x, int) for x in (count, mean, single, yes)] == [False] * 4
  assert not isinstance(single, float) and not isinstance(np.array(1.5), float)
  assert isinstance(count, (int, np.integer)) and isinstance(count, np.signedinteger) and not isinstance(count, np.floating)
  assert isinstance(single, np.floating) and isinstance(mean, np.inexact) and isinstance(yes, np.generic) and not isinstance(yes, np.number)
  assert issubclass(np.float64, float) and issubclass(np.int32, np.integer) and not issubclass(np.float32, float)

print('%.2f Hz' % mean, '%d' % count, '%.1f' % count, '%s' % mean, '%5d|' % count, '%g' % single, '%d' % mean, '%x' % count, '%i' % yes, '%c' % (ids[0] + 62))
print('%d spikes, %.2f Hz' % (count, mean), '%(a)03d' % {'a': count})
print('{:d} {:.2f}'.format(count, mean), f'{count:5d}|{mean:8.3f}|{single}|{yes}|{count:>5}|{7:{count}}', format(count, 'x'))
try:
  print('%x' % mean)
except TypeError:
  print('no hexadecimal of a float')

names = {count: 'three', mean: 'half'}
print(names[3], names[1.5], {3: 'three'}[count], {1.5: 'half'}[mean], {(count, 'a'): 2}[(3, 'a')], {(3, 'a'): 2}[(count, 'a')])
print(count in {3: 1}, 3 in {count}, 4 in {count}, yes in {True}, single in {1.5}, len({count, 3, 3.0}), {count} | {3} == {3})
names[3] = 'again'
print(len(names), names[count], names.get(count), names.pop(count), names.get(count, 'gone'))
print(sorted(int(i) for i in set(ids)), [(int(i), n) for i, n in sorted(Counter(ids).items())], int(Counter(ids).most_common(1)[0][0]))
print(hash(count) == hash(3), hash(mean) == hash(1.5), hash(yes) == hash(True), hash((count, mean)) == hash((3, 1.5)))
print(frozenset([count, mean]) == {3, 1.5}, {3: count} == {count: 3}, list({ids[0]: 1, ids[2]: 2}.values()))
trains = defaultdict(list)
for step, neuron in enumerate(ids):
  trains[neuron].append(step)
print(trains[3], trains[2], sorted(trains) == [1, 2, 3])
try:
  {[1]: 2}
  print(hash(np.array([1])))
except TypeError as e:
  print(str(e).split(':')[0])

print(list(range(count)), list(range(0, 9, count)), 'abcd'[count], [1, 2, 3, 4][count], [1, 2, 3, 4, 5][1:count], range(9)[count], count in range(5))
items = [1, 2, 3, 4]
items[count] = 9
del items[ids[1]]
items.insert(ids[1], 5)
print(items, items.pop(ids[1]), [1, 3].index(count), list(enumerate('ab', count))[0][1])
print('%s' % round(mean), round(mean, 1) == 1.5, type(round(mean)).__name__, round(2.5678, count), divmod(count, 2) == (1, 1), divmod(7.5, mean) == (5., 0.))
print(2 ** count == 8, count ** 2 == 9, pow(2, count, 5) == 3, 1 << count == 8, abs(-mean) == 1.5, -count == -3, ~count == -4)
print(int(mean), float(count), bool(count), str(count), str(mean), chr(count + 62), hex(count), bin(count), 'a'.ljust(count) + '|', 'a'.zfill(count))
print(math.sqrt(mean), math.floor(mean), math.gcd(count, 6), math.factorial(count), math.isclose(mean, 1.5), mean.is_integer(), (mean * 2).is_integer())
print(max(count, 2) == 3, sum([mean, mean]) == 3., [count] == [3], (count, mean) == (3, 1.5), 3 in [count], count is not None, not mean)
print(json.dumps({'mean': mean, 'all': [mean, float(single)]}), json.dumps({mean: int(count)}))

print(count == None, mean != None, None == count, count == 'a', mean != 'a', None in [count], count in [None, 3], [count, None] == [None, count], {None: 1}.get(count))
if np:
  assert (np.zeros(2) == None).tolist() == [False, False] and (np.zeros(2) != None).tolist() == [True, True]
  assert np.float64('0.5') == 0.5 and np.int64('7') == 7 and len({np.float32('nan'), np.float32('nan')}) == 2
