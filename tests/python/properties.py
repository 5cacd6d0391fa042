class Temperature:
    unit = "C"

    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("too cold: %s" % value)
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @staticmethod
    def freezing():
        return 0

    @classmethod
    def from_fahrenheit(cls, f):
        return cls((f - 32) * 5 / 9)

    @classmethod
    def which(cls):
        return cls.__name__


class Kelvin(Temperature):
    unit = "K"

    @property
    def celsius(self):
        return super().celsius + 273.0

    @staticmethod
    def freezing():
        return 273


t = Temperature(25)
print(t.celsius, t.fahrenheit)
t.celsius = 30
print(t.celsius)
try:
    t.celsius = -300
except ValueError as e:
    print(e)
try:
    t.fahrenheit = 5
except AttributeError as e:
    print("AttributeError")
print(Temperature.freezing(), t.freezing(), Kelvin.freezing(), Kelvin(1).freezing())
print(Temperature.from_fahrenheit(212).celsius, Kelvin.from_fahrenheit(32).celsius, Kelvin.which(), t.which())
print(Kelvin(10).celsius, Kelvin(0).fahrenheit)


def logged(prefix):
    def decorate(f):
        def wrapper(*args, **kwargs):
            result = f(*args, **kwargs)
            print(prefix, args[1:] if args and isinstance(args[0], Account) else args, kwargs, result)
            return result

        return wrapper

    return decorate


class Account:
    def __init__(self):
        self.balance = 0

    @logged("deposit")
    def deposit(self, amount, *, fee=0):
        self.balance += amount - fee
        return self.balance


a = Account()
a.deposit(100)
a.deposit(50, fee=1)


@logged("outer")
@logged("inner")
def double(v):
    return v * 2


double(4)


def register(cls):
    registry[cls.__name__] = cls
    cls.registered = True
    return cls


registry = {}


@register
class Plugin:
    pass


print(sorted(registry), Plugin.registered)
