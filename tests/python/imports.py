from __future__ import annotations

import math
import math as m
from math import floor, ceil as up
from typing import Dict, List, Optional, Tuple


def area(r: float, scale: Optional[float] = None) -> Tuple[float, float]:
    return math.pi * r, m.sqrt(r)


def inside():
    import math as local
    from math import tau
    return local.floor(tau)


values: List[int] = [1, 2]
table: Dict[str, Undefined] = {}
print(area(4.0)[1], floor(2.5), up(2.5), inside(), values, table)
try:
    import no_such_module_at_all
except ImportError as e:
    print(type(e).__name__, e)
try:
    from math import no_such_name
except ImportError as e:
    print(type(e).__name__)
try:
    math.no_such_name
except AttributeError as e:
    print(e)
print(math is m)
