// A telephone line as its echo makes it: what is sent comes back by a hybrid of ITU-T G.168, annex D, late and weaker.
#pragma once
#include "signals.hpp"

namespace partyline::dsp::test {

struct Hybrid {
  int model = 2;                  // G.168, D.2 to D.9
  double return_loss_db = 12;     // for what is sent
  size_t bulk_delay_samples = 0;
  double noise_dbm0 = -65;        // of the line
};

// The echo alone, not yet coded. Of as many samples as were sent.
std::vector<double> echoOf(const Samples& sent, const Hybrid& hybrid);
// What comes from the line: the echo, what its own end says, noise; A-law.
Samples receivedFrom(const std::vector<double>& echo, const Samples& near, const Hybrid& hybrid);
// As it goes over the line.
Samples coded(Samples samples);

}  // namespace partyline::dsp::test
