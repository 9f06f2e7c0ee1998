// The rules of the SIP side that need no network: digits, floods, sources of RTP, texts, ports.
#include <cstdio>
#include <string>
#include <vector>

#include "../clean_text.hpp"
#include "../digits.hpp"
#include "../flood_limiter.hpp"
#include "../port_pool.hpp"
#include "../source_lock.hpp"

namespace {

using namespace partyline::sip;

int failures = 0;

void check(bool holds, const std::string& sentence) {
  if (holds) return;
  failures++;
  std::printf("not ok: %s\n", sentence.c_str());
}

struct Arrival {
  char digit;
  DigitSource source;
  uint64_t at_ms;
};

void digitsAreToldOnce() {
  constexpr auto kRtp = DigitSource::rfc4733;
  constexpr auto kInfo = DigitSource::info;
  constexpr auto kTone = DigitSource::inband;
  struct Row {
    std::string title;
    std::vector<Arrival> arrivals;
    std::string told;
  };
  const std::vector<Row> rows = {
      {"one source is told as it comes", {{'1', kRtp, 0}, {'1', kRtp, 200}, {'2', kRtp, 400}}, "112"},
      {"INFO that repeats RFC 4733 is left out", {{'1', kRtp, 0}, {'1', kInfo, 30}, {'2', kRtp, 300}, {'2', kInfo, 330}}, "12"},
      {"INFO that comes first is repeated by RFC 4733 once", {{'1', kInfo, 0}, {'1', kRtp, 30}, {'2', kRtp, 300}, {'2', kInfo, 330}}, "12"},
      {"tones that repeat RFC 4733 are left out", {{'5', kRtp, 0}, {'5', kTone, 60}, {'5', kRtp, 500}, {'5', kTone, 560}}, "55"},
      {"RFC 4733 after tones takes over", {{'7', kTone, 0}, {'7', kRtp, 40}, {'8', kTone, 500}, {'8', kRtp, 510}}, "78"},
      {"another digit of a better source is a new press", {{'7', kTone, 0}, {'8', kRtp, 40}}, "78"},
      {"the same digit of a better source much later is a new press", {{'7', kTone, 0}, {'7', kRtp, 5000}}, "77"},
      {"tones alone are told", {{'*', kTone, 0}, {'#', kTone, 100}}, "*#"},
      {"INFO alone is told, quick repeats too", {{'3', kInfo, 0}, {'3', kInfo, 50}}, "33"},
  };
  for (const Row& row : rows) {
    DigitFilter filter;
    std::string told;
    for (const Arrival& arrival : row.arrivals) {
      if (filter.accept(arrival.digit, arrival.source, arrival.at_ms)) told += arrival.digit;
    }
    check(told == row.told, row.title + ": told " + told + ", expected " + row.told);
  }
}

void telephoneEventsArePressesOnce() {
  struct Row {
    std::string title;
    std::vector<TelephoneEvent> events;
    std::string presses;
  };
  const std::vector<Row> rows = {
      {"start, updates and end are one press", {{'1', 100, false, false}, {'1', 100, true, false}, {'1', 100, true, true}}, "1"},
      {"a lost start is made up for by the end", {{'1', 100, false, true}}, "1"},
      {"a repeated end that looks new is the same press", {{'1', 100, false, false}, {'1', 100, true, true}, {'1', 100, false, true}}, "1"},
      {"the same key again is a second press", {{'1', 100, false, false}, {'1', 100, true, true}, {'1', 300, false, false}}, "11"},
      {"the same key again, taken for an update, is a second press", {{'1', 100, false, true}, {'1', 300, true, false}}, "11"},
      {"a sender that counts its timestamp on presses once", {{'1', 100, false, false}, {'1', 120, true, false}, {'1', 140, true, true}}, "1"},
      {"another key without an end between is a second press", {{'1', 100, false, false}, {'2', 300, false, false}}, "12"},
  };
  for (const Row& row : rows) {
    TelephoneEvents events;
    std::string presses;
    for (const TelephoneEvent& event : row.events) {
      if (events.press(event)) presses += event.digit;
    }
    check(presses == row.presses, row.title + ": " + presses + ", expected " + row.presses);
  }
}

void infoBodiesAreRead() {
  struct Row {
    std::string body;
    char digit;   // 0: none
  };
  const std::vector<Row> rows = {
      {"Signal=5\r\nDuration=160\r\n", '5'}, {"signal = a\r\n", 'A'}, {"Signal=*", '*'}, {"Signal=10\r\nDuration=100", '*'},
      {"Signal= #\r\n", '#'}, {"Signal=11", '#'}, {"7", '7'}, {"11\r\n", '#'}, {"d", 'D'},
      {"", 0}, {"Signal=\r\n", 0}, {"Signal", 0}, {"Signal=123", 0}, {"E", 0}, {"hello", 0}, {"Duration=5", 0}, {std::string(1, '\0'), 0},
  };
  for (const Row& row : rows) {
    const auto digit = infoDigit(row.body);
    check(digit.value_or(0) == row.digit, "INFO body '" + row.body + "'");
  }
}

void floodsAreDropped() {
  FloodLimiter limiter({10, 20}, 64);
  int passed = 0;
  int reports = 0;
  uint32_t reported = 0;
  for (uint64_t ms = 1000; ms < 3000; ms++) {   // 1000 a second for two seconds
    const auto verdict = limiter.take(1, ms);
    passed += verdict.pass ? 1 : 0;
    reports += verdict.report ? 1 : 0;
    reported += verdict.report.value_or(0);
  }
  check(passed >= 38 && passed <= 41, "a flooding address gets its burst and its rate: " + std::to_string(passed));
  check(reports == 2, "a flood is reported once a second: " + std::to_string(reports));
  check(reported > 900 && reported <= 2000 - static_cast<uint32_t>(passed), "what was dropped is counted: " + std::to_string(reported));
  check(limiter.take(2, 3000).pass, "another address is not hurt");
  check(limiter.take(1, 60000).pass, "the flooding address may call again later");
  FloodLimiter small({1, 1}, 8);
  bool all = true;
  for (uint32_t address = 1; address <= 10000; address++) all = small.take(address, address).pass && all;
  check(all, "ten thousand addresses with one call each all pass a small table");
}

constexpr RtpAddress kSdp{0x0100007f, 0x1027};
constexpr RtpAddress kNat{0x0200007f, 0x1127};
constexpr RtpAddress kOther{0x0300007f, 0x1227};

int packetsTaken(SourceLock& lock, RtpAddress from, int count, uint16_t first_sequence, uint32_t first_tick, uint32_t ssrc = 7) {
  int taken = 0;
  for (int i = 0; i < count; i++) {
    taken += lock.accept(from, {ssrc, static_cast<uint16_t>(first_sequence + i)}, first_tick + static_cast<uint32_t>(i)) ? 1 : 0;
  }
  return taken;
}

void sourcesOfRtpAreLearnt() {
  SourceLock plain;
  plain.expect(kSdp);
  check(packetsTaken(plain, kSdp, 10, 0, 0) == 10, "the SDP's address is heard from the first packet");
  check(packetsTaken(plain, kOther, 50, 0, 10) == 0, "a stranger is not heard while the caller sends");
  check(plain.target() == kSdp, "a stranger is not sent to");

  SourceLock behind_nat;
  behind_nat.expect(kSdp);
  check(packetsTaken(behind_nat, kNat, 10, 65530, 0) == 7, "a caller behind NAT is heard after a few packets, also when the numbers wrap");
  check(behind_nat.target() == kNat, "a caller behind NAT is sent to where he sends from");
  check(packetsTaken(behind_nat, kSdp, 1, 0, 10) == 1 && behind_nat.target() == kSdp, "the SDP's address outranks what was learnt");

  SourceLock scattered;
  scattered.expect(kSdp);
  int taken = 0;
  for (uint16_t i = 0; i < 40; i++) taken += scattered.accept(i % 2 == 0 ? kNat : kOther, {i, i}, i) ? 1 : 0;
  check(taken == 0, "packets of changing sources never pass probation");
  taken = 0;
  for (uint16_t i = 0; i < 40; i++) taken += scattered.accept(kNat, {7, static_cast<uint16_t>(i * 9)}, i) ? 1 : 0;
  check(taken == 0, "packets that do not follow each other never pass probation");

  SourceLock moved;
  moved.expect(kSdp);
  packetsTaken(moved, kSdp, 5, 0, 0);
  check(packetsTaken(moved, kNat, 10, 0, 5 + SourceLock::kQuietTicks) == 7, "a caller who moved is heard once the old address is quiet");
  moved.expect(kSdp);
  check(moved.target() == kNat, "the same SDP again does not forget what was learnt");
  moved.expect(kOther);
  check(moved.target() == kOther && !moved.locked(), "a new SDP does");
}

void textsAreHarmless() {
  struct Row {
    std::string text;
    size_t most;
    std::string clean;
  };
  const std::vector<Row> rows = {
      {"Zoë", 10, "Zoë"}, {"a\r\nb\x7f\x01" "c", 10, "abc"}, {"\xff" "a\xc3", 10, "\xEF\xBF\xBD" "a\xEF\xBF\xBD"}, {"abcdef", 3, "abc"},
      {"ëëë", 2, "ëë"}, {"\xc0\xaf", 10, "\xEF\xBF\xBD\xEF\xBF\xBD"}, {"\xed\xa0\x80", 10, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"a\xe2\x80\xae" "b", 10, "ab"}, {"😀", 1, "😀"}, {"", 5, ""}, {"   ", 5, ""}, {"  Zoë B ", 5, "Zoë B"}, {std::string(100000, 'x'), 4, "xxxx"},
  };
  for (const Row& row : rows) check(cleanText(row.text, row.most) == row.clean, "text '" + row.clean + "'");
}

void portsAreTakenInTurn() {
  PortPool pool(10001, 10007);
  check(pool.take() == 10002 && pool.take() == 10004, "ports are even, and taken in order");
  pool.give(10002);
  check(pool.take() == 10006, "a port that comes back rests");
  check(pool.take() == 10002 && !pool.take(), "then it is used again, and there are no more than the range has");
}

}  // namespace

int main() {
  digitsAreToldOnce();
  telephoneEventsArePressesOnce();
  infoBodiesAreRead();
  floodsAreDropped();
  sourcesOfRtpAreLearnt();
  textsAreHarmless();
  portsAreTakenInTurn();
  std::printf(failures == 0 ? "ok\n" : "%d failed\n", failures);
  return failures == 0 ? 0 : 1;
}
