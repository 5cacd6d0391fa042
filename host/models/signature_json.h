// Signatures as JSON: written into the tables of executables and into --emit=ir-json, read back by the matcher.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "host/models/signature.h"

namespace bpl::host {

std::string_view element_type_name(ElementType);            // "boolean", "integer", "real"
bool element_type_from_name(std::string_view, ElementType*);
std::string_view record_kind_name(Record::Kind);            // "klass", "function", ...
bool record_kind_from_name(std::string_view, Record::Kind*);

// An object with the keys records, slots, guards, extents, states, connectivities and spaces; a field that has its default is left
// out, except those that every reader needs. Numbers that JSON cannot hold are the strings "inf", "-inf", "nan".
nlohmann::json to_json(const Signature&);
// Other keys are ignored. Throws nlohmann::json::exception or std::invalid_argument on JSON that is not a signature.
Signature signature_from_json(const nlohmann::json&);

nlohmann::json scalar_code_to_json(const std::vector<ScalarNode>&);
std::vector<ScalarNode> scalar_code_from_json(const nlohmann::json&);
nlohmann::json number_to_json(double);
double number_from_json(const nlohmann::json&);

}  // namespace bpl::host
