// Something the control side or the disk thread has to tell the listener, on its way to the control thread.
#pragma once
#include <memory>
#include <utility>

#include "returned.hpp"

namespace partyline::mixer {

template <typename Tell>
class Notice : public Returned {
 public:
  explicit Notice(Tell tell) : tell_(std::move(tell)) {}
  void settle(Listener& listener) override { tell_(listener); }

 private:
  Tell tell_;
};

// `tell` is called with the listener.
template <typename Tell>
std::unique_ptr<Returned> makeNotice(Tell tell) {
  return std::make_unique<Notice<Tell>>(std::move(tell));
}

}  // namespace partyline::mixer
