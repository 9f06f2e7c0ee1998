#include "controller.hpp"

#include <algorithm>
#include <mutex>
#include <vector>

#include "clock.hpp"
#include "log.hpp"

namespace partyline::pri {

namespace {

// RESTART is repeated after two minutes (Q.931 9.2, T316).
constexpr int kRestartTimer_ms = 120000;

struct Idle {
  ControllerKind kind;
  ::pri* controller;
};

// libpri numbers its timers by a variable of the process: controllers are made one at a time.
struct Pool {
  std::mutex mutex;
  std::vector<Idle> idle;
};

Pool& pool() {
  static Pool the_pool;
  return the_pool;
}

ControllerKind kindOf(const Options& options) {
  return {options.side == Side::network ? PRI_NETWORK : PRI_CPE,
          options.switch_type == SwitchType::ni2 ? PRI_SWITCH_NI2 : PRI_SWITCH_EUROISDN_E1};
}

::pri* takeIdle(std::vector<Idle>& idle, const ControllerKind& kind) {
  const auto found = std::find_if(idle.begin(), idle.end(), [&](const Idle& one) { return one.kind == kind; });
  if (found == idle.end()) return nullptr;
  ::pri* controller = found->controller;
  idle.erase(found);
  return controller;
}

// Q.921 figure 1: two octets of address; one of control for unnumbered frames, two for all others.
bool isWhole(const uint8_t* frame, size_t bytes) {
  if (bytes < 3 + kCheckOctets) return false;
  const bool unnumbered = (frame[2] & 0x03) == 0x03;
  return unnumbered || bytes >= 4 + kCheckOctets;
}

}  // namespace

Controller::Controller(FramePort& port, const Options& options) : port_(port), kind_(kindOf(options)) {
  const std::lock_guard<std::mutex> guard(pool().mutex);
  takeOverOutput();
  pri_ = takeIdle(pool().idle, kind_);
  used_before_ = pri_ != nullptr;
  if (used_before_) {
    pri_set_userdata(pri_, this);
  } else {
    pri_ = pri_new_cb(-1, kind_.node, kind_.switch_type, &onRead, &onWrite, this);
  }
  pri_set_overlapdial(pri_, options.overlap ? 1 : 0);
  pri_hangup_fix_enable(pri_, 1);
  pri_facility_enable(pri_);
  pri_display_options_send(pri_, PRI_DISPLAY_OPTION_NAME_INITIAL);
  pri_set_timer(pri_, PRI_TIMER_T316, kRestartTimer_ms);
  if (used_before_) beginAnew();
}

Controller::~Controller() {
  pri_set_userdata(pri_, nullptr);
  const std::lock_guard<std::mutex> guard(pool().mutex);
  pool().idle.push_back({kind_, pri_});
}

// A frame of the far end's that makes a data link which believes itself up begin anew: DM with F = 0 (Q.921 table B.7). Other states ignore it or begin too.
void Controller::beginAnew() {
  pri_event* event = nullptr;
  takeFrame(event);
}

bool Controller::takeFrame(pri_event*& event) {
  took_frame_ = false;
  event = pri_check_event(pri_);
  return took_frame_;
}

// RR as a command with P = 1. Nothing was received on the new link, hence N(R) = 0.
void Controller::inquire() {
  saw_life_ = false;
  const uint8_t command = kind_.node == PRI_NETWORK ? 0x02 : 0x00;
  const uint8_t receive_ready[] = {command, 0x01, 0x01, 0x01, 0, 0};
  port_.write(receive_ready, sizeof receive_ready);
}

int Controller::timeout_ms() const {
  const timeval* next = pri_schedule_next(pri_);
  if (next == nullptr) return -1;
  const int64_t due_ms = static_cast<int64_t>(next->tv_sec) * 1000 + (next->tv_usec + 999) / 1000;
  return static_cast<int>(std::clamp<int64_t>(due_ms - now_ms(), 0, 60000));
}

int Controller::onRead(::pri* controller, void* to, int capacity) {
  auto* self = static_cast<Controller*>(pri_get_userdata(controller));
  return self == nullptr ? 0 : self->read(static_cast<uint8_t*>(to), static_cast<size_t>(capacity));
}

// libpri takes anything but 0 for a frame, negative numbers too.
int Controller::read(uint8_t* to, size_t capacity) {
  if (used_before_) {
    used_before_ = false;
    const uint8_t from_network = kind_.node == PRI_NETWORK ? 0x02 : 0x00;
    const uint8_t disconnected_mode[] = {from_network, 0x01, 0x0F, 0, 0};
    std::copy_n(disconnected_mode, sizeof disconnected_mode, to);
    return sizeof disconnected_mode;
  }
  const size_t bytes = port_.read(to, capacity);
  took_frame_ = bytes > 0;
  message_ = {};
  if (!isWhole(to, bytes)) return 0;
  message_ = messageIn(to, bytes);
  // Frames of a link that is up at the other end too: all but unnumbered ones.
  if ((to[2] & 0x03) != 0x03) saw_life_ = true;
  return static_cast<int>(bytes);
}

int Controller::onWrite(::pri* controller, void* frame, int bytes) {
  auto* self = static_cast<Controller*>(pri_get_userdata(controller));
  if (self != nullptr) self->port_.write(static_cast<const uint8_t*>(frame), static_cast<size_t>(bytes));
  return bytes;
}

}  // namespace partyline::pri
