#include "lines_impl.hpp"

#include <cerrno>
#include <cmath>
#include <stdexcept>

#include "../rt/realtime_thread.hpp"
#include "device_errors.hpp"
#include "span_survey.hpp"
#include "tty.hpp"

namespace partyline::lines {
namespace {

constexpr int kReleaseMs = 2000;

bool ofDevice(EchoCancelling echo) { return echo == EchoCancelling::kernel || echo == EchoCancelling::hardware; }

LineKind lineKind(ChannelKind kind) {
  return kind == ChannelKind::fxs ? LineKind::fxs : kind == ChannelKind::fxo ? LineKind::fxo : LineKind::bearer;
}

// Takes a line from its thread; freed, and the device closed, where that may wait.
class Removal final : public Command {
 public:
  Removal(std::unique_ptr<LineSource> source, std::shared_ptr<rt::Wake> done) : source_(std::move(source)), done_(std::move(done)) {}
  ~Removal() override {
    source_.reset();
    done_->post();
  }
  void perform() noexcept override { source_->detach(); }

 private:
  std::unique_ptr<LineSource> source_;
  std::shared_ptr<rt::Wake> done_;
};

}  // namespace

Lines::Impl::Impl(const Surroundings& around) : around_(around), thread_(wake_, around.ticks), span_watch_(around.system) {
  telling_ = rt::startNamed("pl-lines-tell", [this] { runTelling(); });
}

Lines::Impl::~Impl() {
  std::unordered_map<LineId, Line> all;
  {
    const Guard guard(mutex_);
    all.swap(lines_);
    legs_.clear();
  }
  for (auto& [id, line] : all) release(std::move(line), true);
  ending_ = true;
  wake_.post();
  telling_.join();
}

Lines::Impl::Line* Lines::Impl::find(LineId id) {
  const auto found = lines_.find(id);
  return found == lines_.end() ? nullptr : &found->second;
}

std::vector<SpanFacts> Lines::Impl::spans(const std::string& root) {
  const std::vector<SpanFacts> found = SpanSurvey(around_.system, root).spansWithChannels();
  span_watch_.know(root, found);
  wake_.post();
  return found;
}

LineFacts Lines::Impl::open(LineId id, const LineOptions& options) {
  {
    const Guard guard(mutex_);
    if (find(id)) throw std::invalid_argument("Line " + std::to_string(id) + " is open already.");
  }
  const auto* dahdi = std::get_if<DahdiDevice>(&options.device);
  Line line = dahdi ? openChannel(id, *dahdi, options) : noteModem(id, std::get<ModemDevice>(options.device), options);
  const LineFacts facts = line.facts;
  const Guard guard(mutex_);
  Line& added = lines_[id] = std::move(line);
  thread_.post([source = added.source.get(), channel = added.channel, echo = options.cancel_echo, receive = options.receive_gain_db,
                transmit = options.transmit_gain_db] {
    source->setGain(receive, transmit);
    source->setEcho(echo);
    if (channel) channel->attach();
  });
  return facts;
}

Lines::Impl::Line Lines::Impl::openChannel(LineId id, const DahdiDevice& device, const LineOptions& options) {
  auto channel = std::make_unique<ChannelDevice>(around_.system, device);
  const ChannelParams params = channel->params();
  Line line;
  line.root = device.root;
  line.facts.name = params.name;
  line.facts.kind = lineKind(params.kind);
  line.facts.alarms = params.alarms;
  line.facts.off_hook = params.kind == ChannelKind::fxs && params.off_hook;
  line.facts.battery = params.kind != ChannelKind::fxo || !hasAlarm(params.alarms, Alarm::red);
  line.facts.digits = channel->probeDigits(options.hardware_digits);
  const EchoCancelling echo = channel->probeEcho(device.root);
  line.facts.echo = options.cancel_echo ? echo : EchoCancelling::none;
  if (params.kind != ChannelKind::bearer && options.flash_ms > 0) channel->setFlashTime(options.flash_ms);
  if (params.kind == ChannelKind::fxs) channel->ensureToneZone(device.root);
  ChannelSetup setup;
  setup.kind = line.facts.kind;
  setup.off_hook = line.facts.off_hook;
  setup.device_cancels = ofDevice(echo);
  setup.clock_group = params.kind == ChannelKind::bearer ? clockGroup(device.root, params.span) : 0;
  const Reporter reporter(id, thread_.reports());
  auto audio = std::make_unique<LineAudio>(reporter, ofDevice(echo) ? nullptr : std::make_unique<dsp::EchoCanceller>());
  auto source = std::make_unique<Channel>(thread_, std::move(channel), std::move(audio), reporter, setup);
  line.channel = source.get();
  line.source = std::move(source);
  return line;
}

Lines::Impl::Line Lines::Impl::noteModem(LineId id, const ModemDevice& device, const LineOptions& options) {
  Line line;
  line.path = device.path;
  line.facts.name = device.path;
  line.facts.kind = LineKind::modem;
  line.facts.digits = DigitHearing::hardware;
  line.facts.echo = options.cancel_echo ? EchoCancelling::software : EchoCancelling::none;
  const Reporter reporter(id, thread_.reports());
  auto audio = std::make_unique<LineAudio>(reporter, std::make_unique<dsp::EchoCanceller>());
  auto source = std::make_unique<VoiceStream>(thread_, std::move(audio), reporter, device.coding);
  line.voice = source.get();
  line.source = std::move(source);
  return line;
}

// Spans of one root that take their clock from the same line share a number.
int Lines::Impl::clockGroup(const std::string& root, int span) {
  const int clock = SpanSurvey(around_.system, root).clockOf(span);
  if (clock == 0) return 0;
  const Guard guard(mutex_);
  const auto [group, added] = clock_groups_.try_emplace({root, clock}, static_cast<int>(clock_groups_.size()) + 1);
  return group->second;
}

void Lines::Impl::close(LineId id) {
  Line line;
  {
    const Guard guard(mutex_);
    const auto found = lines_.find(id);
    if (found == lines_.end()) return;
    line = std::move(found->second);
    lines_.erase(found);
    legs_.erase(line.leg);
  }
  release(std::move(line), true);
}

void Lines::Impl::release(Line line, bool wait) {
  if (line.leg != 0) around_.mixer.removeSeat(line.leg);
  const auto done = std::make_shared<rt::Wake>();
  thread_.post(std::unique_ptr<Command>(std::make_unique<Removal>(std::move(line.source), done)));
  if (wait) done->wait(kReleaseMs);
}

LegId Lines::Impl::startLeg(LineId id) {
  auto port = std::make_shared<LinePort>();
  const Guard guard(mutex_);
  Line* line = find(id);
  if (!line || line->leg != 0) return 0;
  line->leg = around_.leg_ids.next();
  line->port = port;
  legs_[line->leg] = id;
  mixer::SeatOptions options;
  options.detect_digits = line->facts.digits == DigitHearing::software;
  options.dial_tone = line->channel && line->facts.kind != LineKind::bearer;
  around_.mixer.addSeat(line->leg, port, options);
  thread_.post([source = line->source.get(), port = std::move(port)]() mutable {
    source->audio().swapPort(port);
    source->audioChanged();
  });
  return line->leg;
}

void Lines::Impl::endLeg(LegId leg) {
  const Guard guard(mutex_);
  const auto found = legs_.find(leg);
  if (found == legs_.end()) return;
  Line& line = *find(found->second);
  legs_.erase(found);
  removeLeg(line);
}

void Lines::Impl::removeLeg(Line& line) {
  around_.mixer.removeSeat(line.leg);
  line.leg = 0;
  line.port.reset();
  thread_.post([source = line.source.get(), port = std::shared_ptr<LinePort>()]() mutable {
    source->audio().swapPort(port);
    source->audioChanged();
  });
}

bool Lines::Impl::hasLeg(LegId leg) const {
  const Guard guard(mutex_);
  return legs_.count(leg) != 0;
}

size_t Lines::Impl::legs() const {
  const Guard guard(mutex_);
  return legs_.size();
}

std::optional<LineStats> Lines::Impl::stats(LineId id) const {
  const Guard guard(mutex_);
  const auto found = lines_.find(id);
  if (found == lines_.end()) return std::nullopt;
  LineStats stats = found->second.source->audio().stats();
  if (!found->second.port) return stats;
  const dsp::ElasticRingStats from = found->second.port->fromLineStats();
  stats.clock_ppm = from.ppm;
  stats.delay_ms = from.delay_ms;
  stats.slips = from.slips + found->second.port->toLineStats().slips;
  return stats;
}

bool Lines::Impl::startVoice(LineId id, const std::string& command) {
  const Guard guard(mutex_);
  Line* line = find(id);
  if (!line || !line->voice || line->voice_asked || command.size() + 1 > ModemBytes::kMost) return false;
  const int tty = openTty(line->path);
  if (tty < 0) return false;
  line->voice_asked = true;
  ModemBytes bytes;
  for (const char letter : command) bytes.bytes[bytes.count++] = static_cast<uint8_t>(letter);
  bytes.bytes[bytes.count++] = '\r';
  thread_.post([voice = line->voice, tty, bytes] { voice->begin(tty, bytes); });
  return true;
}

}  // namespace partyline::lines
