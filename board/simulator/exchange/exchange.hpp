// The public exchange: numbers, and calls between those who hang on it. It has one clock; the equipment at its ports may have others.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../loop/line_clock.hpp"
#include "party.hpp"

namespace partyline::simulator {

// All numbers of `length` digits that begin so; a single number has its own length.
struct NumberRange {
  std::string prefix;
  size_t length = 0;
};

enum class NumberState { incomplete, complete, unallocated };
enum class CallState { offered, ringing, answered, ended };

class Exchange {
 public:
  // Told of each change of a call; the cause is 0 until it ends.
  using Watcher = std::function<void(const CallSetup& setup, CallState state, int cause)>;

  explicit Exchange(LineClock& clock);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  LineClock& clock() { return clock_; }
  void watch(Watcher watcher) { watcher_ = std::move(watcher); }

  // Calls to these numbers are offered to `party` until it leaves. Throws std::invalid_argument when somebody has one of them.
  void attach(NumberRange numbers, Party& party);
  // Its calls end; those at their other ends are told cause 27 (destination out of order).
  void leave(Party& party);

  // What is to be thought of digits dialled so far.
  NumberState examine(std::string_view digits) const;

  // Sets a call up from `caller`. A number that nobody has (cause 1), or whose party refuses, is told by cleared.
  CallEnd& call(Party& caller, CallSetup setup);

 private:
  class Call;
  class End;
  Party* whoHas(std::string_view number) const;
  // At the next millisecond, unless the end is gone by then.
  void tell(const std::shared_ptr<Call>& call, End& end, std::function<void(Party& party)> what);
  void end(const std::shared_ptr<Call>& call, int cause);
  void tick();

  LineClock& clock_;
  uint64_t ticking_;
  Watcher watcher_;
  std::vector<std::pair<NumberRange, Party*>> numbers_;
  std::vector<std::shared_ptr<Call>> calls_;
};

}  // namespace partyline::simulator
