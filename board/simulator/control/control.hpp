// Commands and events of the simulator, as JSON lines. A part of the simulator adds the commands that it can do and tells what happens to it.
#pragma once
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace partyline::simulator {

using Json = nlohmann::json;

// Thrown by a command that can't be done: the sentence is the answer, and nothing was changed.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Control {
 public:
  // What is added to the answer; null for nothing.
  using Command = std::function<Json(const Json& request)>;
  // For commands that answer later; an answer is an object of what is added to {"id", "ok": true}.
  using Answer = std::function<void(Json answer)>;
  using LateCommand = std::function<void(const Json& request, Answer answer)>;
  using Output = std::function<void(const std::string& line)>;

  explicit Control(Output output) : output_(std::move(output)) {}
  Control(const Control&) = delete;
  Control& operator=(const Control&) = delete;

  // `name` is the request's "do". Throws std::logic_error when there is one of that name.
  void add(const std::string& name, Command command);
  void addLate(const std::string& name, LateCommand command);

  // Writes one line {"event": name, ...fields}.
  void tell(const std::string& event, Json fields);

  // One line as it came in. Whatever it is, it is answered and harms nothing.
  void take(const std::string& line);

 private:
  void perform(const Json& id, const Json& request);
  void write(const Json& message);

  Output output_;
  std::map<std::string, LateCommand> commands_;
};

// Fields of a request, checked; each throws Refused with the field's name and what was expected. Unknown fields are the command's to refuse.
std::string textOf(const Json& request, const char* field, size_t longest = 200);
std::string textOf(const Json& request, const char* field, const std::string& otherwise, size_t longest);
int64_t integerOf(const Json& request, const char* field, int64_t least, int64_t most);
int64_t integerOr(const Json& request, const char* field, int64_t otherwise, std::pair<int64_t, int64_t> range);
double numberOr(const Json& request, const char* field, double otherwise, std::pair<double, double> range);
bool flagOf(const Json& request, const char* field);
bool flagOr(const Json& request, const char* field, bool otherwise);
// One of the given words.
std::string wordOf(const Json& request, const char* field, const std::vector<std::string>& words);
// `object` is one, and has no fields but these; `where` names it to people.
void onlyFields(const Json& object, const std::vector<std::string>& fields, const std::string& where);

}  // namespace partyline::simulator
