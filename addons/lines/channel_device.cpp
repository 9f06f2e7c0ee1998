#include "channel_device.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "../dsp/block.hpp"
#include "dahdi.hpp"
#include "device_errors.hpp"

extern "C" {
#include <dahdi/tonezone.h>
}

namespace partyline::lines {
namespace {

constexpr int kEchoTaps = 512;
constexpr float kDriverGainSteps = 10;  // to a dB

// Flash and ring are begun at once and go on by themselves.
constexpr int begun(int error) noexcept { return error == EINPROGRESS ? 0 : error; }

}  // namespace

ChannelDevice::ChannelDevice(SystemCalls& system, const DahdiDevice& device) : system_(system), channel_(device.channel) {
  const std::string path = device.root + "/channel";
  open(path);
  try {
    specify(path);
    readParams();
    setUp(device.law);
  } catch (...) {
    system_.close(fd_);
    throw;
  }
}

ChannelDevice::~ChannelDevice() { system_.close(fd_); }

int ChannelDevice::call(unsigned long request, void* argument) const noexcept {
  return system_.ioctl(fd_, request, argument) == 0 ? 0 : errno;
}

int ChannelDevice::command(unsigned long request, int value) const noexcept { return call(request, &value); }

void ChannelDevice::open(const std::string& path) {
  fd_ = system_.open(path.c_str());
  if (fd_ < 0) throw openError(path, errno);
}

void ChannelDevice::specify(const std::string& path) {
  if (const int error = command(DAHDI_SPECIFY, channel_)) throw specifyError(path, channel_, error);
}

void ChannelDevice::readParams() {
  dahdi_params params{};
  if (const int error = call(DAHDI_GET_PARAMS, &params)) throw driverError("GET_PARAMS", channel_, error);
  if (params.channo != channel_) throw nonsenseError(channel_, "says that it is channel " + std::to_string(params.channo));
  params_.span = params.spanno;
  params_.name = textOf(params.name);
  params_.kind = kindOf(params.sigtype);
  params_.off_hook = params.rxisoffhook != 0;
  params_.alarms = alarmsOf(params.chan_alarms);
  params_.law = params.curlaw == DAHDI_LAW_ALAW ? dsp::Law::a : dsp::Law::mu;
  if (params_.kind == ChannelKind::data || params_.kind == ChannelKind::unknown) {
    throw LineError("NO_DEVICE", "Channel " + std::to_string(channel_) + " ('" + params_.name + "') carries no speech: its signalling is " +
                                     std::to_string(params.sigtype) + ".");
  }
}

void ChannelDevice::setUp(dsp::Law law) {
  dahdi_bufferinfo buffers{};
  buffers.txbufpolicy = buffers.rxbufpolicy = DAHDI_POLICY_IMMEDIATE;
  buffers.numbufs = kBlocksInDriver;
  buffers.bufsize = static_cast<int>(dsp::kBlockSamples);
  if (const int error = call(DAHDI_SET_BUFINFO, &buffers)) throw driverError("SET_BUFINFO", channel_, error);
  if (params_.kind != ChannelKind::bearer) {
    linear_ = command(DAHDI_SETLINEAR, 1) == 0;
    return;
  }
  if (const int error = command(DAHDI_AUDIOMODE, 1)) throw driverError("AUDIOMODE", channel_, error);
  if (const int error = command(DAHDI_SETLAW, law == dsp::Law::a ? DAHDI_LAW_ALAW : DAHDI_LAW_MULAW)) throw driverError("SETLAW", channel_, error);
  params_.law = law;
}

DigitHearing ChannelDevice::probeDigits(bool hardware) {
  if (hardware && command(DAHDI_TONEDETECT, DAHDI_TONEDETECT_ON | DAHDI_TONEDETECT_MUTE) == 0) return DigitHearing::hardware;
  // Some cards listen without being asked.
  command(DAHDI_TONEDETECT, 0);
  return DigitHearing::software;
}

// A driver accepts ECHOCANCEL although there is no canceller; it is the request for voice mode that then fails. One that does not
// know this request is believed.
EchoCancelling ChannelDevice::probeEcho(const std::string& root) {
  const bool hardware = attachHardwareCanceller(root);
  if (cancelEcho(true) != 0 || command(DAHDI_ECHOCANCEL_FAX_MODE, 0) == EINVAL) return EchoCancelling::software;
  return hardware ? EchoCancelling::hardware : EchoCancelling::kernel;
}

// A card with a canceller of its own attaches that, whatever is asked for; without one, a name that is nobody's leaves what was attached.
// "HWEC", DAHDI's own name for it, would take the place of the kernel's also where the card has none.
bool ChannelDevice::attachHardwareCanceller(const std::string& root) {
  const int control = system_.open((root + "/ctl").c_str());
  if (control < 0) return false;
  dahdi_attach_echocan attach{channel_, "OF-THE-CARD"};
  const bool attached = system_.ioctl(control, DAHDI_ATTACH_ECHOCAN, &attach) == 0;
  system_.close(control);
  return attached;
}

void ChannelDevice::setFlashTime(uint32_t ms) {
  dahdi_params params{};
  if (call(DAHDI_GET_PARAMS, &params) != 0) return;
  params.rxflashtime = params.flashtime = static_cast<int>(ms);
  call(DAHDI_SET_PARAMS, &params);
}

void ChannelDevice::ensureToneZone(const std::string& root) {
  if (command(DAHDI_SETTONEZONE, DAHDI_TONE_ZONE_DEFAULT) != ENODATA) return;
  const int control = system_.open((root + "/ctl").c_str());
  if (control < 0) return;
  // Which one does not matter: tones and cadences are the box's own.
  char country[] = "us";
  int zone = 0;
  if (tone_zone_register(control, country) == 0) system_.ioctl(control, DAHDI_DEFAULTZONE, &zone);
  system_.close(control);
  command(DAHDI_SETTONEZONE, DAHDI_TONE_ZONE_DEFAULT);
}

int ChannelDevice::hook(int operation) noexcept { return begun(command(DAHDI_HOOK, operation)); }

int ChannelDevice::setCadence(const int (&cadence_ms)[16]) noexcept {
  dahdi_ring_cadence cadence{};
  std::memcpy(cadence.ringcadence, cadence_ms, sizeof cadence.ringcadence);
  return call(DAHDI_SETCADENCE, &cadence);
}

int ChannelDevice::allowOnHookAudio(int ms) noexcept { return command(DAHDI_ONHOOKTRANSFER, ms); }
int ChannelDevice::setPolarity(bool reversed) noexcept { return command(DAHDI_SETPOLARITY, reversed ? 1 : 0); }

int ChannelDevice::dialPulses(const char* digits) noexcept {
  dahdi_dialoperation dial{};
  dial.op = DAHDI_DIAL_OP_REPLACE;
  dial.dialstr[0] = 'P';
  std::strncpy(dial.dialstr + 1, digits, sizeof dial.dialstr - 2);
  return begun(call(DAHDI_DIAL, &dial));
}

int ChannelDevice::cancelEcho(bool on) noexcept { return command(DAHDI_ECHOCANCEL, on ? kEchoTaps : 0); }

bool ChannelDevice::setDriverGain(float db, bool transmit) noexcept {
  dahdi_hwgain gain{};
  gain.newgain = static_cast<int>(std::lround(db * kDriverGainSteps));
  gain.tx = transmit ? 1 : 0;
  return call(DAHDI_SET_HWGAIN, &gain) == 0;
}

int ChannelDevice::nextEvent(int& event) noexcept {
  event = DAHDI_EVENT_NONE;
  return call(DAHDI_GETEVENT, &event);
}

int ChannelDevice::readAlarms(Alarms& alarms) noexcept {
  dahdi_params params{};
  const int error = call(DAHDI_GET_PARAMS, &params);
  if (error == 0) alarms = alarmsOf(params.chan_alarms);
  return error;
}

int ChannelDevice::flush(bool read, bool write) noexcept {
  return command(DAHDI_FLUSH, (read ? DAHDI_FLUSH_READ : 0) | (write ? DAHDI_FLUSH_WRITE : 0));
}

int ChannelDevice::reportLostBlocks(bool on) noexcept { return command(DAHDI_BUFFER_EVENTS, on ? 1 : 0); }

Transferred ChannelDevice::outcome(ssize_t bytes) const noexcept {
  if (bytes > 0) return {Transfer::done, static_cast<size_t>(bytes) / (linear_ ? 2 : 1), 0};
  if (bytes == 0) return {Transfer::failed, 0, ENODEV};
  if (errno == ELAST) return {Transfer::event, 0, 0};
  if (errno == EAGAIN || errno == EINTR) return {Transfer::nothing, 0, 0};
  return {Transfer::failed, 0, errno};
}

Transferred ChannelDevice::read(int16_t* samples, size_t count) noexcept {
  if (linear_) return outcome(system_.read(fd_, samples, count * 2));
  uint8_t coded[dsp::kBlockSamples];
  const Transferred result = outcome(system_.read(fd_, coded, std::min(count, sizeof coded)));
  dsp::decode(params_.law, samples, coded, result.count);
  return result;
}

Transferred ChannelDevice::write(const int16_t* samples, size_t count) noexcept {
  if (linear_) return outcome(system_.write(fd_, samples, count * 2));
  uint8_t coded[dsp::kBlockSamples];
  count = std::min(count, sizeof coded);
  dsp::encode(params_.law, coded, samples, count);
  return outcome(system_.write(fd_, coded, count));
}

}  // namespace partyline::lines
