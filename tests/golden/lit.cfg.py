# Golden tests: each .ir file says in its RUN lines what to run and in its CHECK lines what must come out.
import os

import lit.formats

config.name = "bplc-golden"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".ir", ".bpl"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = lit_config.params["exec_root"]
config.substitutions.append(("%bpl_ir", lit_config.params["bpl_ir"]))
config.substitutions.append(("%FileCheck", lit_config.params["filecheck"]))
# `not` lives beside FileCheck.
config.environment["PATH"] = os.pathsep.join([lit_config.params["llvm_tools"], os.environ["PATH"]])
