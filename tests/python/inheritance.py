class A:
    def __init__(self, **kwargs):
        self.log = ["A"]
        self.options = kwargs

    def hello(self):
        return ["A.hello"]


class B(A):
    def __init__(self, b=1, **kwargs):
        super().__init__(**kwargs)
        self.b = b
        self.log.append("B")

    def hello(self):
        return ["B.hello"] + super().hello()


class C(A):
    def __init__(self, c=2, **kwargs):
        super().__init__(**kwargs)
        self.c = c
        self.log.append("C")

    def hello(self):
        return ["C.hello"] + super().hello()


class D(B, C):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.log.append("D")

    def hello(self):
        return ["D.hello"] + super().hello()


d = D(10, c=20, extra=30)
print(d.log, d.b, d.c, d.options)
print(d.hello())
print([k.__name__ for k in D.__mro__][:4])
print(isinstance(d, A), isinstance(d, C), issubclass(B, C))


class Mixin:
    def twice(self):
        return 2 * self.value


class Base:
    value = 21


class Both(Mixin, Base):
    pass


print(Both().twice())


class Node:
    class Inner:
        tag = "inner"

        def who(self):
            return self.tag

    def make(self):
        return self.Inner()


print(Node().make().who(), Node.Inner.tag)


class Private:
    def __init__(self):
        self.__hidden = 5

    def get(self):
        return self.__hidden


p = Private()
print(p.get(), p._Private__hidden, hasattr(p, "__hidden"))

x = "global"


class Scope:
    y = x
    x = "class"
    z = x

    def method(self):
        return x


print(Scope.y, Scope.z, Scope().method())


def outer():
    v = 7

    class Local:
        w = v + 1

        def read(self):
            return v

    v = 8
    return Local


print(outer().w, outer()().read())
