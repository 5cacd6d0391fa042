log = []


def returns():
    try:
        return "try"
    finally:
        log.append("finally")


def wins():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def loop_break():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append("f%d" % i)
    else:
        out.append("else")
    return out


def break_in_finally():
    n = 0
    while True:
        try:
            n += 1
            raise ValueError
        finally:
            break
    return n


def continue_in_finally():
    out = []
    for i in range(3):
        try:
            out.append(i)
            return "never"
        finally:
            continue
    return out


def inner_cancelled():
    try:
        return 1
    finally:
        while True:
            try:
                return 2
            finally:
                break


def else_clause(flag):
    out = []
    try:
        out.append("body")
        if flag:
            raise KeyError(flag)
    except KeyError as e:
        out.append("except")
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


def else_raises():
    try:
        try:
            pass
        except ValueError:
            return "wrong"
        else:
            raise ValueError("in else")
        finally:
            log.append("else finally")
    except ValueError as e:
        return str(e)


def return_in_except():
    try:
        raise ValueError(1)
    except ValueError as e:
        return e.args
    finally:
        log.append("last")


def replaces():
    try:
        try:
            raise ValueError("old")
        finally:
            raise KeyError("new")
    except Exception as e:
        return type(e).__name__


for f in [returns, wins, swallow, value_kept, loop_break, break_in_finally, continue_in_finally, inner_cancelled,
          else_raises, return_in_except, replaces]:
    print(f.__name__, f())
print(else_clause(0), else_clause(1))
print(log)


def handler_loop():
    out = []
    for i in [1, 0, 2, "x"]:
        try:
            out.append(10 // i)
        except ZeroDivisionError:
            out.append("zero")
            continue
        except TypeError as e:
            out.append("type")
            break
        out.append("ok")
    return out


print(handler_loop())
