# Golden tests: each file says in its RUN lines what to run and in its CHECK lines what must come out.
import os
import sys

import lit.formats

sys.path.insert(0, os.path.dirname(__file__))
from update import substitutions

config.name = "bplc-golden"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".ir", ".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = lit_config.params["exec_root"]
config.substitutions += substitutions(lit_config.params["bplc"], lit_config.params["bpl_ir"])
config.substitutions.append(("%FileCheck", lit_config.params["filecheck"]))
# `not` lives beside FileCheck.
config.environment["PATH"] = os.pathsep.join([lit_config.params["llvm_tools"], os.environ["PATH"]])
for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
