#include <cstdio>
#include <random>

#include "../block.hpp"
#include "../caller_id.hpp"
#include "../caller_id_message.hpp"
#include "../../test/allocation_trap.hpp"
#include "../../test/check.hpp"
#include "signals.hpp"

namespace partyline::dsp::test {
namespace {

using Kinds = std::vector<CallerIdKind>;
const Kinds kAll{CallerIdKind::bell202, CallerIdKind::v23, CallerIdKind::dtmf};

std::string written(const CallerId& id) {
  return std::string(id.number.view()) + "|" + std::string(id.name.view()) + (id.withheld ? "|withheld" : "");
}

std::string heardIn(Samples samples, const Kinds& kinds) {
  CallerIdReceiver receiver(kinds);
  std::string all;
  samples.resize(samples.size() / kBlockSamples * kBlockSamples + 40 * kBlockSamples);
  const uint64_t before = partyline::test::trappedAllocations();
  for (size_t at = 0; at < samples.size(); at += kBlockSamples) {
    partyline::test::watchThisThread(true);
    const bool heard = receiver.process(samples.data() + at);
    partyline::test::watchThisThread(false);
    if (heard) all += (all.empty() ? "" : " ") + written(receiver.heard());
  }
  CHECK_EQ(partyline::test::trappedAllocations(), before);
  return all;
}

TEST("a caller ID that is sent is understood, by a receiver that listens for every kind, at any level, with noise") {
  struct Row { CallerIdKind kind; CallerIdMessage message; const char* heard; };
  for (const Row& row : {
           Row{CallerIdKind::bell202, {"2025550143", "ADA LOVELACE", "11210830"}, "2025550143|ADA LOVELACE"},
           Row{CallerIdKind::bell202, {"2025550143", "", ""}, "2025550143|"},
           Row{CallerIdKind::bell202, {"", "SECRET", "11210830"}, "||withheld"},
           Row{CallerIdKind::v23, {"+442079460000", "Zoë Müller", "11210830"}, "+442079460000|Zoë Müller"},
           Row{CallerIdKind::v23, {"02079460000", "Łukasz \x01", ""}, "02079460000|ukasz "},
           Row{CallerIdKind::v23, {"", "", ""}, "||withheld"},
           Row{CallerIdKind::dtmf, {"4512345678", "NOT SAID", ""}, "4512345678|"},
           Row{CallerIdKind::dtmf, {"", "", ""}, "||withheld"},
       }) {
    const Samples sent = callerIdSamples(row.kind, row.message);
    for (const double level_dbm0 : {-10.0, -20.0, -30.0}) {
      Samples line = sent;
      setLevel(line, level_dbm0);
      addNoise(line, level_dbm0 - 25, 4);
      CHECK_EQ(heardIn(line, kAll), std::string(row.heard));
      CHECK_EQ(heardIn(line, {row.kind}), std::string(row.heard));
    }
  }
}

TEST("the digits of every variant of caller ID by DTMF are understood, others are not") {
  struct Row { const char* digits; const char* heard; };
  for (const Row row : {
           Row{"A123456789C", "123456789|"}, {"A123456789D987654C", "123456789|"}, {"D5551234C", "5551234|"}, {"A123456#", "123456|"},
           {"123456#", "123456|"}, {"D1#", "||withheld"}, {"D2#", "|"}, {"D3#", "|"}, {"B10C", "||withheld"}, {"B00C", "|"},
           {"AC", ""}, {"A#", ""}, {"D7#", ""}, {"D12#", ""}, {"B11C", ""}, {"12#", ""}, {"12A45C", ""}, {"1234C", ""}, {"A12*4C", ""}, {"", ""}, {"#", ""},
       }) {
    const auto id = callerIdOfDigits(row.digits);
    CHECK_EQ(id ? written(*id) : std::string(), std::string(row.heard));
  }
}

TEST("a message is a caller ID only when it is whole and holds what belongs there") {
  struct Row { std::string bytes; const char* heard; };
  using namespace std::string_literals;
  for (const Row& row : {
           Row{"\x04\x12""112108302025550143"s, "2025550143|"}, {"\x04\x09""11210830P"s, "||withheld"}, {"\x04\x09""11210830O"s, "|"},
           {"\x80\x0C\x02\x0A""2025550143"s, "2025550143|"}, {"\x80\x03\x04\x01P"s, "||withheld"}, {"\x80\x0C\x02\x0A""202-555-01"s, "20255501|"},
           {"\x80\x07\x02\x03""112\x50\x00"s, "112|"}, {"\x80\x00"s, ""}, {"\x80\x0D\x02\x0A""2025550143"s, ""}, {"\x80\x0C\x02\x0B""2025550143"s, ""},
           {"\x80\x0C\x02\x0A""20255x0143"s, ""}, {"\x80\x04\x07\x02\x1B["s, ""}, {"\x82\x03\x0B\x01\x01"s, ""}, {"\x04\x09""1121x830P"s, ""},
           {"\x80\x25\x02\x23""12345678901234567890123456789012345"s, ""}, {"\x04"s, ""},
       }) {
    const auto id = callerIdOfMessage(reinterpret_cast<const uint8_t*>(row.bytes.data()), row.bytes.size());
    CHECK_EQ(id ? written(*id) : std::string(), std::string(row.heard));
  }
}

TEST("noise, speech, music and half a message tell of nobody") {
  Samples noise(8000 * 60);
  addNoise(noise, -20, 9);
  CHECK_EQ(heardIn(noise, kAll), std::string());
  for (const char* voice : {"en_US_f_Allison", "it_IT_m_Carlo"}) CHECK_EQ(heardIn(speech(voice, 300), kAll), std::string());
  CHECK_EQ(heardIn(music(300), kAll), std::string());
  for (const CallerIdKind kind : kAll) {
    Samples half = callerIdSamples(kind, {"2025550143", "ADA LOVELACE", "11210830"});
    half.resize(half.size() * 3 / 4);
    CHECK_EQ(heardIn(half, kAll), std::string());
    Samples hit = callerIdSamples(kind, {"2025550143", "ADA LOVELACE", "11210830"});
    const auto middle = hit.begin() + static_cast<ptrdiff_t>(hit.size() * 3 / 4);
    std::fill(middle, middle + 200, static_cast<int16_t>(0));
    if (kind != CallerIdKind::dtmf) CHECK_EQ(heardIn(hit, kAll), std::string());
  }
}

}  // namespace
}  // namespace partyline::dsp::test
