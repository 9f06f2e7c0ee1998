// Rules without a D channel: numbers, names, and what is read from messages.
#include <vector>

#include "../party.hpp"
#include "../q931_frame.hpp"
#include "groups.hpp"
#include "rig.hpp"

namespace partyline::pri::test {

namespace {

void numbersAreCleaned() {
  struct Row {
    std::string in;
    std::string out;
  };
  for (const Row& row : std::vector<Row>{{"5558000", "5558000"},
                                         {"*98#", "*98#"},
                                         {"+49 (30) 1", "49301"},
                                         {"12;DROP", "12"},
                                         {"\x01\xFF" "7", "7"},
                                         {std::string(100, '1'), std::string(32, '1')},
                                         {"", ""}}) {
    checkSame(cleanDigits(row.in), row.out, "only digits of '" + row.in + "' are kept");
  }
}

void namesAreCleaned() {
  struct Row {
    std::string title;
    std::string in;
    std::string out;
  };
  for (const Row& row : std::vector<Row>{{"ASCII", "Ada", "Ada"},
                                         {"UTF-8", "Zo\xC3\xAB", "Zo\xC3\xAB"},
                                         {"ISO 8859-1", "Zo\xEB", "Zo\xC3\xAB"},
                                         {"control characters", "A\x1B[2Jda\n", "A[2Jda"},
                                         {"a long name", std::string(80, 'x'), std::string(50, 'x')}}) {
    checkSame(cleanName(row.in), row.out, "a name in " + row.title + " is clean UTF-8");
  }
  checkSame(nameForIsdn("Zo\xC3\xAB \xE2\x82\xAC"), "Zo\xEB ?", "a name goes out in ISO 8859-1");
}

void tonesOfDisconnectAreSeen() {
  const std::vector<uint8_t> plain = {0, 1, 0, 0, 0x08, 0x02, 0x80, 0x05, 0x45, 0x08, 0x02, 0x82, 0x91, 0, 0};
  const std::vector<uint8_t> tones = {0, 1, 0, 0, 0x08, 0x02, 0x80, 0x05, 0x45, 0x08, 0x02, 0x82, 0x91, 0x1E, 0x02, 0x82, 0x88, 0, 0};
  check(messageIn(plain.data(), plain.size()).isDisconnect(), "DISCONNECT is known");
  check(messageIn(plain.data(), plain.size()).call_reference == 0x8005, "and its call reference");
  check(!messageIn(plain.data(), plain.size()).tones, "DISCONNECT without a progress indicator is silent");
  check(messageIn(tones.data(), tones.size()).tones, "DISCONNECT with a progress indicator lets tones be heard");
  for (size_t bytes = 0; bytes < tones.size(); bytes++) check(!messageIn(tones.data(), bytes).tones, "a message that was cut short says nothing of tones");
}

}  // namespace

void testParties() {
  numbersAreCleaned();
  namesAreCleaned();
  tonesOfDisconnectAreSeen();
}

}  // namespace partyline::pri::test
