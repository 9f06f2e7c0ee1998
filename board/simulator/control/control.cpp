#include "control.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace partyline::simulator {

namespace {

[[noreturn]] void expected(const char* field, const std::string& what) { throw Refused("\"" + std::string(field) + "\": expected " + what); }

bool isId(const Json& id) { return id.is_number_integer() || (id.is_string() && id.get_ref<const std::string&>().size() <= 100); }

}  // namespace

void Control::add(const std::string& name, Command command) {
  addLate(name, [command = std::move(command)](const Json& request, const Answer& answer) { answer(command(request)); });
}

void Control::addLate(const std::string& name, LateCommand command) {
  if (!commands_.emplace(name, std::move(command)).second) throw std::logic_error("two commands \"" + name + "\"");
}

void Control::write(const Json& message) { output_(message.dump(-1, ' ', false, Json::error_handler_t::replace)); }

void Control::tell(const std::string& event, Json fields) {
  fields["event"] = event;
  write(fields);
}

void Control::take(const std::string& line) {
  const Json request = Json::parse(line, nullptr, false);
  if (!request.is_object() || !request.contains("id") || !isId(request["id"])) {
    return write({{"id", nullptr}, {"ok", false}, {"error", "expected a JSON object with an \"id\""}});
  }
  const Json id = request["id"];
  try {
    perform(id, request);
  } catch (const Refused& refused) {
    write({{"id", id}, {"ok", false}, {"error", refused.what()}});
  }
}

void Control::perform(const Json& id, const Json& request) {
  const std::string name = textOf(request, "do");
  const auto command = commands_.find(name);
  if (command == commands_.end()) throw Refused("\"do\": there is no command \"" + name + "\"");
  command->second(request, [this, id](Json answer) {
    if (!answer.is_object()) answer = Json::object();
    answer["id"] = id;
    answer["ok"] = true;
    write(answer);
  });
}

std::string textOf(const Json& request, const char* field, size_t longest) {
  const auto found = request.find(field);
  const bool fits = found != request.end() && found->is_string() && found->get_ref<const std::string&>().size() <= longest;
  if (!fits) expected(field, "a text of at most " + std::to_string(longest) + " bytes");
  return found->get<std::string>();
}

std::string textOf(const Json& request, const char* field, const std::string& otherwise, size_t longest) {
  return request.contains(field) ? textOf(request, field, longest) : otherwise;
}

int64_t integerOf(const Json& request, const char* field, int64_t least, int64_t most) {
  const auto found = request.find(field);
  const bool fits = found != request.end() && found->is_number_integer() && (!found->is_number_unsigned() || found->get<uint64_t>() <= static_cast<uint64_t>(INT64_MAX)) &&
                    found->get<int64_t>() >= least && found->get<int64_t>() <= most;
  if (!fits) expected(field, "an integer of " + std::to_string(least) + " to " + std::to_string(most));
  return found->get<int64_t>();
}

int64_t integerOr(const Json& request, const char* field, int64_t otherwise, std::pair<int64_t, int64_t> range) {
  return request.contains(field) ? integerOf(request, field, range.first, range.second) : otherwise;
}

double numberOr(const Json& request, const char* field, double otherwise, std::pair<double, double> range) {
  const auto found = request.find(field);
  if (found == request.end()) return otherwise;
  const double value = found->is_number() ? found->get<double>() : NAN;
  if (!(value >= range.first && value <= range.second)) expected(field, "a number of " + Json(range.first).dump() + " to " + Json(range.second).dump());
  return value;
}

bool flagOf(const Json& request, const char* field) {
  const auto found = request.find(field);
  if (found == request.end() || !found->is_boolean()) expected(field, "true or false");
  return found->get<bool>();
}

bool flagOr(const Json& request, const char* field, bool otherwise) { return request.contains(field) ? flagOf(request, field) : otherwise; }

std::string wordOf(const Json& request, const char* field, const std::vector<std::string>& words) {
  const auto found = request.find(field);
  if (found != request.end() && found->is_string() && std::find(words.begin(), words.end(), found->get<std::string>()) != words.end()) return found->get<std::string>();
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : " | ") + word;
  expected(field, list);
}

void onlyFields(const Json& object, const std::vector<std::string>& fields, const std::string& where) {
  if (!object.is_object()) throw Refused(where + ": expected an object");
  for (const auto& [name, value] : object.items()) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) throw Refused(where + ": there is no field \"" + name + "\"");
  }
}

}  // namespace partyline::simulator
