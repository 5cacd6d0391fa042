"""Every message that the compiler can report about its input is expected by some test.

  coverage_test.py [--list]     --list prints every message with the test that expects it

Messages are the texts in calls that report (REPORTERS) in the sources; values in them stand as {}. Expectations are the marks in
tests/errors, the texts in unit tests and the tables of tests/e2e, and the CHECK lines of golden tests that name an error.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ('grammar/*.cpp', 'frontend/syntax/*.cpp', 'frontend/lower/*.cpp', 'frontend/discover/*.cpp', 'ir/*.cpp', 'ir/passes/*.cpp')
REPORTERS = re.compile(r'\b(error|add|fail|problem|syntax_error|unexpected|unsupported|refuse|raise|raise_missing|say|needs_async|report_bug)\(|'
                       r'SyntaxProblem\{|\.error = |unicode_error\(')
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
# Mistakes of bplc itself, to which no input leads, and what is replaced before anyone sees it.
INTERNAL = ('bug in bplc', 'an instruction without a meaning', 'no host function', 'no unit ', 'the library unit', 'the time for discovery is over')


def statements(text):
  """(line, statement) for each statement of a C++ source that reports."""
  text = re.sub(r'^[ \t]*(//|#).*$', '', text, flags=re.M).replace("'\"'", "' '")
  start = 0
  for end in re.finditer(r';\s*(//.*)?$|\{\s*$', text, re.M):
    part = text[start:end.end()]
    if REPORTERS.search(part):
      yield text.count('\n', 0, start + REPORTERS.search(part).start()) + 1, part
    start = end.end()


def unquoted(text):
  return text.replace('\\"', '"').replace('\\\\', '\\')


def joined(statement):
  """The texts of a statement; those that are added up are one, with {} for what stands between."""
  found, last = [], None
  for match in TEXT.finditer(statement):
    if re.search(r'\b(word|string|symbol)\($', statement[:match.start()]):
      continue  # names what the reader of the IR expects there
    between = statement[last.end():match.start()] if last else None
    text = unquoted(match.group(1))
    if last and not between.strip():
      found[-1] += text
    elif last and re.fullmatch(r'\s*\+[^?:;"]*\+\s*', between):
      found[-1] += '{}' + text
    else:
      found.append(text)
    last = match
  return found


def messages(statement):
  for text in joined(statement):
    if re.search(r'(?<!::)\b(unsupported|refuse)\(', statement):
      if text == joined(statement)[0]:
        yield text + ' is not supported'
    elif re.search(r'\bunexpected\(', statement):
      yield 'expected ' + text
    elif len(re.findall(r'[A-Za-z]{2,}', text)) >= 2 and not re.fullmatch(r'[a-z-]+|[A-Z]\w+', text):
      yield re.sub(r'\{[^{}]*\}', '{}', text)


def reported():
  """{message: place} of every source."""
  found = {}
  for pattern in SOURCES:
    for path in sorted(ROOT.glob(pattern)):
      for line, statement in statements(path.read_text()):
        for message in messages(statement):
          if not any(word in message for word in INTERNAL):
            found.setdefault(message, f'{path.relative_to(ROOT)}:{line}')
  return found


def expectations():
  """[(text, place)] of what tests expect."""
  found = []
  for path in sorted(ROOT.glob('tests/errors/**/*.bpl')):
    for number, line in enumerate(path.read_text().splitlines(), 1):
      if not line.startswith('#'):
        found += [(re.sub(r'^\s*(\d+ )?', '', part).strip(), f'{path.name}:{number}') for part in line.split('#!')[1:]]
  for path in sorted([*ROOT.glob('tests/unit/**/*.cpp'), *ROOT.glob('tests/e2e/*_test.py')]):
    for number, line in enumerate(path.read_text().splitlines(), 1):
      texts = [unquoted(t) for t in TEXT.findall(line)] + (re.findall(r"'([^']*)'", line) if path.suffix == '.py' else [])
      found += [(text, f'{path.name}:{number}') for text in texts]
  for path in sorted(ROOT.glob('tests/golden/**/*.ir')):
    found += [(text, path.name) for text in re.findall(r'error: (.*)', path.read_text())]
  return [(text, place) for text, place in found if len(text) >= 8]


def expected_by(message, expected):
  """The place of a test that expects the message: its text contains the longest fixed part of it, or is a part of that."""
  fixed = max(message.replace('{{', '{').split('{}'), key=len).strip(' :`')
  for text, place in expected:
    if fixed.lower() in text.lower() or (len(text) >= 12 and text.lower() in fixed.lower()):
      return place
  return None


def main(arguments):
  expected = expectations()
  messages_and_tests = {message: (place, expected_by(message, expected)) for message, place in reported().items()}
  if '--list' in arguments:
    for message, (place, test) in messages_and_tests.items():
      print(f'{place}: {message}\n    {test or "-"}')
  missing = [f'{place}: {message}' for message, (place, test) in messages_and_tests.items() if not test]
  if missing:
    print('\n'.join(missing))
    print(f'{len(missing)} of {len(messages_and_tests)} messages are expected by no test')
    sys.exit(1)
  print(f'{len(messages_and_tests)} messages, each expected by a test')


if __name__ == '__main__':
  main(sys.argv[1:])
