match command.split():
  case [action]: pass
  case [action, *rest] if rest: pass
  case Point(x=0, y=(1 | 2) as z) | {'a': 1, **others}: pass
  case -1 | 1+2j | 'a' 'b' | None | a.b: pass
  case (1, 2) as pair: pass
  case _: pass
match x, y:
  case 1, 2: pass
