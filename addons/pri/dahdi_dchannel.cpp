#include "dahdi_dchannel.hpp"

#include <dahdi/user.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "open_error.hpp"

namespace partyline::pri {

namespace {

// Room for a burst of frames, in what the driver allows for a channel (32 KB).
constexpr int kBuffers = 32;
constexpr int kBufferBytes = 1024;
// More events than that at once, and something is wrong with the driver.
constexpr int kMostEvents = 256;
constexpr const char* kGone = "The card is gone.";

const char* codeOf(int error) {
  switch (error) {
    case ENOENT:
    case ENXIO:
    case ENODEV:
    case EINVAL: return "NO_DEVICE";
    case EACCES:
    case EPERM: return "NO_PERMISSION";
    case EBUSY: return "DEVICE_IN_USE";
    default: return "BAD_DRIVER";
  }
}

[[noreturn]] void fail(const std::string& what, int error) { throw OpenError(codeOf(error), what + ": " + std::strerror(error) + "."); }

}  // namespace

DahdiDChannel::DahdiDChannel(const std::string& root, int channel) {
  const std::string path = root + "/channel";
  file_ = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (file_ < 0) fail("Opening '" + path + "'", errno);
  try {
    specify(channel);
    checkKind(channel);
    setBuffers();
  } catch (const OpenError&) {
    ::close(file_);
    throw;
  }
  takeEvents();
}

DahdiDChannel::~DahdiDChannel() { ::close(file_); }

void DahdiDChannel::specify(int channel) {
  if (::ioctl(file_, DAHDI_SPECIFY, &channel) != 0) fail("Taking the D channel " + std::to_string(channel), errno);
}

void DahdiDChannel::checkKind(int channel) {
  dahdi_params parameters{};
  if (::ioctl(file_, DAHDI_GET_PARAMS, &parameters) != 0) throw OpenError("BAD_DRIVER", "The driver does not tell what channel " + std::to_string(channel) + " is.");
  const bool hdlc = parameters.sigtype == DAHDI_SIG_HDLCFCS || parameters.sigtype == DAHDI_SIG_HARDHDLC;
  if (!hdlc) throw OpenError("BAD_DRIVER", "Channel " + std::to_string(channel) + " is not set up as a D channel (HDLC with check sequence).");
}

void DahdiDChannel::setBuffers() {
  dahdi_bufferinfo buffers{};
  buffers.txbufpolicy = DAHDI_POLICY_IMMEDIATE;
  buffers.rxbufpolicy = DAHDI_POLICY_IMMEDIATE;
  buffers.numbufs = kBuffers;
  buffers.bufsize = kBufferBytes;
  if (::ioctl(file_, DAHDI_SET_BUFINFO, &buffers) != 0) fail("Setting the buffers of the D channel", errno == EINVAL ? EIO : errno);
}

size_t DahdiDChannel::read(uint8_t* to, size_t capacity) {
  ssize_t bytes = ::read(file_, to, capacity);
  if (bytes < 0 && afterFailure()) bytes = ::read(file_, to, capacity);
  return bytes > 0 ? static_cast<size_t>(bytes) : 0;
}

void DahdiDChannel::write(const uint8_t* frame, size_t bytes) {
  if (::write(file_, frame, bytes) < 0 && afterFailure() && ::write(file_, frame, bytes) < 0) afterFailure();
}

bool DahdiDChannel::afterFailure() {
  if (errno == ELAST) {
    takeEvents();
    return true;
  }
  if (errno != EAGAIN && errno != EINTR) gone_ = kGone;
  return false;
}

short DahdiDChannel::pollEvents() const { return POLLIN | POLLPRI; }

void DahdiDChannel::look(short revents) {
  if ((revents & POLLPRI) != 0) takeEvents();
  if ((revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) gone_ = kGone;
}

void DahdiDChannel::takeEvents() {
  for (int taken = 0; taken < kMostEvents; taken++) {
    int event = DAHDI_EVENT_NONE;
    if (::ioctl(file_, DAHDI_GETEVENT, &event) != 0) {
      if (errno != EINTR) gone_ = kGone;
      return;
    }
    if (event == DAHDI_EVENT_NONE) return;
    takeEvent(event);
  }
}

void DahdiDChannel::takeEvent(int event) {
  switch (event) {
    case DAHDI_EVENT_ALARM: in_alarm_ = true; break;
    case DAHDI_EVENT_NOALARM: in_alarm_ = false; break;
    case DAHDI_EVENT_ABORT:
    case DAHDI_EVENT_OVERRUN:
    case DAHDI_EVENT_BADFCS: bad_frames_++; break;
    case DAHDI_EVENT_REMOVED: gone_ = kGone; break;
    default: break;
  }
}

}  // namespace partyline::pri
