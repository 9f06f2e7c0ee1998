// Two primary rate spans that are wired to each other.
#include <condition_variable>
#include <cstring>
#include <mutex>

#include "../../addons/pri/dahdi_dchannel.hpp"
#include "../../addons/pri/spans.hpp"
#include "rig.hpp"

namespace partyline::dahdi_kernel {
namespace {

constexpr pri::SpanId kUser = 1, kNetwork = 2;

// What both spans tell, to be waited for.
class Ear final : public pri::Listener {
 public:
  void told(const pri::Event& event) override {
    const std::lock_guard<std::mutex> guard(mutex_);
    heard_.push_back(event);
    changed_.notify_all();
  }
  // The next of this kind; nothing: none came before a deadline.
  template <typename Event>
  std::optional<Event> next() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::optional<Event> found;
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return (found = take<Event>()).has_value(); });
    return found;
  }

 private:
  template <typename Event>
  std::optional<Event> take() {
    for (auto it = heard_.begin(); it != heard_.end(); ++it) {
      if (!std::holds_alternative<Event>(*it)) continue;
      const Event taken = std::get<Event>(*it);
      heard_.erase(it);
      return taken;
    }
    return std::nullopt;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<pri::Event> heard_;
};

std::string readFrame(pri::DahdiDChannel& channel) {
  uint8_t frame[pri::kLargestFrame];
  if (!waitFor(channel.file(), POLLIN)) return "no frame";
  const size_t bytes = channel.read(frame, sizeof frame);
  return std::string(reinterpret_cast<const char*>(frame), bytes > pri::kCheckOctets ? bytes - pri::kCheckOctets : 0);
}

void writeFrame(pri::DahdiDChannel& channel, const std::string& text) {
  uint8_t frame[pri::kLargestFrame] = {};
  std::memcpy(frame, text.data(), text.size());
  channel.write(frame, text.size() + pri::kCheckOctets);
}

// What is sent in the first milliseconds of a D channel that was opened is lost; Q.921 says it again. Until something comes.
bool bringUp(pri::DahdiDChannel& from, pri::DahdiDChannel& to) {
  constexpr int kPatience_ms = 200, kMostTimes = 50;
  pollfd one{to.file(), POLLIN, 0};
  for (int times = 0; times < kMostTimes; times++) {
    writeFrame(from, "SABME");
    if (::poll(&one, 1, kPatience_ms) == 1) return readFrame(to) == "SABME";
  }
  return false;
}

void openBoth(pri::Spans& spans) {
  spans.open(kUser, {kRoot, kSignalling, {pri::SwitchType::euroisdn, pri::Side::user, false}});
  spans.open(kNetwork, {kRoot, kOtherSignalling, {pri::SwitchType::euroisdn, pri::Side::network, false}});
}

}  // namespace

TEST("frames go both ways on a D channel, whole and in their order") {
  pri::DahdiDChannel one(kRoot, kSignalling), other(kRoot, kOtherSignalling);
  CHECK(bringUp(one, other));
  CHECK(bringUp(other, one));
  for (const char* text : {"SETUP", "a second frame, which is longer than the first"}) writeFrame(one, text);
  writeFrame(other, "CONNECT");
  CHECK_EQ(readFrame(other), std::string("SETUP"));
  CHECK_EQ(readFrame(other), std::string("a second frame, which is longer than the first"));
  CHECK_EQ(readFrame(one), std::string("CONNECT"));
  CHECK_EQ(one.badFrames() + other.badFrames(), uint64_t{0});
}

TEST("a D channel that is in use is refused to a second") {
  const pri::DahdiDChannel first(kRoot, kSignalling);
  std::string code = "nothing";
  try {
    const pri::DahdiDChannel second(kRoot, kSignalling);
  } catch (const pri::OpenError& error) {
    code = error.code();
  }
  CHECK_EQ(code, std::string("DEVICE_IN_USE"));
}

TEST("a call between two spans is offered, answered and cleared") {
  Ear ear;
  pri::Spans spans(ear);
  openBoth(spans);
  CHECK(ear.next<pri::Up>() && ear.next<pri::Up>());
  pri::Setup setup;
  setup.channel = 2;
  setup.called = "8000";
  setup.calling = "5551001";
  CHECK(spans.setUp(1000, kNetwork, setup));
  const auto offered = ear.next<pri::Offered>();
  CHECK(offered && offered->called == "8000" && offered->calling == "5551001" && offered->channel == 2 && offered->span == kUser);
  if (!offered) return;
  CHECK(spans.answer(offered->call, 2));
  const auto answered = ear.next<pri::Answered>();
  CHECK(answered && answered->call == 1000);
  CHECK(spans.hangUp(1000, 16));
  const auto cleared = ear.next<pri::Cleared>();
  CHECK(cleared && cleared->call == offered->call && cleared->cause == 16);
  CHECK(spans.hangUp(offered->call, 16));
  CHECK(ear.next<pri::Ended>().has_value());
}

}  // namespace partyline::dahdi_kernel
