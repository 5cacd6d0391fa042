class Shape:
    sides = 0
    count = 0

    def __init__(self, name, size=1):
        self.name = name
        self.size = size
        Shape.count += 1

    def area(self):
        raise NotImplementedError("area of " + self.name)

    def describe(self):
        return self.name + " with " + str(self.sides) + " sides"

    def __repr__(self):
        return "Shape(%r, %d)" % (self.name, self.size)


class Square(Shape):
    sides = 4

    def __init__(self, size):
        super().__init__("square", size)

    def area(self):
        return self.size ** 2


class Circle(Shape):
    def __init__(self, radius):
        super(Circle, self).__init__("circle", size=radius)

    def area(self):
        return 3 * self.size * self.size

    def describe(self):
        text = super().describe()
        return text.upper()


class Big(Square):
    def area(self):
        return 100 * super().area()


for shape in [Square(3), Circle(2), Big(5)]:
    print(shape, shape.describe(), shape.area())
print(Shape.count, Square.count, Big.sides)
try:
    Shape("thing").area()
except NotImplementedError as e:
    print("not implemented:", e)
s = Square(7)
s.sides = 5
print(s.sides, Square.sides, s.describe())
del s.sides
print(s.sides)
print(isinstance(s, Shape), isinstance(s, Circle), issubclass(Big, Shape))
print(hasattr(s, "area"), hasattr(s, "volume"), getattr(s, "volume", None))
setattr(s, "volume", 12)
print(s.volume, type(s).__name__, Big.__name__)
try:
    s.nothing
except AttributeError as e:
    print(e)
