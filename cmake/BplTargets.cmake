# The compile options every target of the project shares, as one interface target.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

option(BPL_SANITIZE "Comma-separated sanitizers, for instance address,undefined" "")

add_library(bpl_options INTERFACE)
target_compile_features(bpl_options INTERFACE cxx_std_20)
# -ffp-contract=off: a fused multiply-add would make results depend on the compiler.
target_compile_options(bpl_options INTERFACE -ffp-contract=off -Wall -Wextra -Wno-unused-parameter)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(bpl_options INTERFACE -Wno-restrict)  # warns of every "text" + std::string (GCC bug 105651)
endif()
target_include_directories(bpl_options INTERFACE ${CMAKE_SOURCE_DIR})
if(BPL_SANITIZE)
  # A finding ends the program, so that no test passes with one.
  target_compile_options(bpl_options INTERFACE
    -fsanitize=${BPL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(bpl_options INTERFACE -fsanitize=${BPL_SANITIZE})
endif()

# bpl_add_library(name SOURCES a.cpp ... LINKS other ...): a static, position-independent library of the project.
function(bpl_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(${name} PUBLIC bpl_options ${ARG_LINKS})
endfunction()

# bpl_add_unit_test(name SOURCES a_test.cpp ... LINKS library ...): one GoogleTest binary, one ctest entry.
function(bpl_add_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} GTest::gmock GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE BPL_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 120)
endfunction()
