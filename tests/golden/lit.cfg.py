# Golden tests: each file says in its RUN lines what to run and in its CHECK lines what must come out.
import os

import lit.formats

config.name = "bplc-golden"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".ir", ".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = lit_config.params["exec_root"]
samples = os.path.join(config.test_source_root, "..", "..", "samples")
config.substitutions += [
    ("%bplc", lit_config.params["bplc"]),
    ("%bpl_ir", lit_config.params["bpl_ir"]),
    ("%FileCheck", lit_config.params["filecheck"]),
    ("%samples", os.path.normpath(samples)),
    # References to metadata (places in the script, alias scopes) say nothing about what is computed.
    ("%without_metadata", "sed 's/, ![a-z].*//'"),
]
# `not` lives beside FileCheck.
config.environment["PATH"] = os.pathsep.join([lit_config.params["llvm_tools"], os.environ["PATH"]])
for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
