def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


def hanoi(n, a, b, c, moves):
    if n == 0:
        return
    hanoi(n - 1, a, c, b, moves)
    moves.append(a + c)
    hanoi(n - 1, b, a, c, moves)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def flatten(x):
    if not isinstance(x, list):
        return [x]
    out = []
    for y in x:
        out += flatten(y)
    return out


def permutations(items):
    if len(items) <= 1:
        return [items]
    return [[items[i]] + rest for i in range(len(items)) for rest in permutations(items[:i] + items[i + 1:])]


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def quicksort(values):
    if len(values) < 2:
        return values
    pivot, *rest = values
    return quicksort([v for v in rest if v < pivot]) + [pivot] + quicksort([v for v in rest if v >= pivot])


print(factorial(20), [factorial(k) for k in range(6)])
moves = []
hanoi(3, "A", "B", "C", moves)
print(moves, len(moves))
print(ackermann(2, 3), flatten([1, [2, [3, []], 4]]))
print(permutations([1, 2, 3]))
print(even(200), odd(7))
print(quicksort([5, 3, 8, 1, 9, 2, 5]))


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as e:
    print(type(e).__name__)


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(value))
        else:
            child.insert(value)

    def walk(self):
        left = self.left.walk() if self.left else []
        right = self.right.walk() if self.right else []
        return left + [self.value] + right


tree = Tree(5)
for v in [3, 8, 1, 4, 9]:
    tree.insert(v)
print(tree.walk())
